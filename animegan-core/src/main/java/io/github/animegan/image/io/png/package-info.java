/**
 * PNG: {@link io.github.animegan.image.io.png.PngFile} finds the chunks, {@link io.github.animegan.image.io.png.PngDecoder}
 * and {@link io.github.animegan.image.io.png.PngEncoder} do the pixels. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.png;

import org.jspecify.annotations.NullMarked;
