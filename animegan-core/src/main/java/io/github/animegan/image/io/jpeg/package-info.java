/**
 * JPEG: {@link io.github.animegan.image.io.jpeg.JpegFile} finds the segments, {@link
 * io.github.animegan.image.io.jpeg.JpegDecoder} and {@link io.github.animegan.image.io.jpeg.JpegEncoder} do the pixels with the
 * JDK's libjpeg. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.jpeg;

import org.jspecify.annotations.NullMarked;
