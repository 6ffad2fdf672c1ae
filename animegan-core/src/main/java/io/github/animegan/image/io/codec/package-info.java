/**
 * What all formats share: a decoder is a {@link io.github.animegan.image.io.codec.PixelSource} beside the file's {@link
 * io.github.animegan.image.io.codec.ImageMetadata}, an encoder an {@link io.github.animegan.image.io.codec.ImageEncoder}.
 * Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.io.codec;

import org.jspecify.annotations.NullMarked;
