/**
 * How alike two pictures are: {@link io.github.animegan.image.quality.Ssim}, {@link io.github.animegan.image.quality.Psnr},
 * {@link io.github.animegan.image.quality.EdgePreservation}; how much one looks drawn: {@link
 * io.github.animegan.image.quality.StyleFigures}; and how steady a sequence is:
 * {@link io.github.animegan.image.quality.Flicker}.
 *
 * <p>All take sRGB samples in [0, 255] as they are stored and ignore alpha; luma is {@code 0.299 R + 0.587 G + 0.114 B}. All
 * are stateless functions that any number of threads may call. To measure a part of a picture, pass that part
 * ({@link java.awt.image.BufferedImage#getSubimage}).
 */
@NullMarked
package io.github.animegan.image.quality;

import org.jspecify.annotations.NullMarked;
