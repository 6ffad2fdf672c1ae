/**
 * GIF: {@link io.github.animegan.image.io.gif.GifFile}. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.gif;

import org.jspecify.annotations.NullMarked;
