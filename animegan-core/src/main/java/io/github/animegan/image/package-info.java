/**
 * Pictures as this library computes with them.
 *
 * <p>{@link io.github.animegan.image.ImageSize} and {@link io.github.animegan.image.PixelRows} are what all rooms share;
 * {@link io.github.animegan.image.Images} turns AWT's pictures into pixels and back, {@link io.github.animegan.image.ImageTensors} turns pictures into tensors and back; {@link
 * io.github.animegan.image.Transparency} keeps alpha. Files are read and written in {@code image.io}; the steps before and after
 * a generator are in {@code image.step}, resizing is in {@code image.resample}. What is no API, although this package is exported:
 * {@code Pixels}, {@code PixelRows}, {@code PixelTransparency}, {@code ImageRows}, {@code TensorRows}, {@code Samples} and {@code Luma}.
 *
 * <p>Pictures are {@link java.awt.image.BufferedImage}s, which nothing here writes to once they are handed over. All of it
 * is stateless unless it says otherwise, may be used by several threads at once and works in a headless JVM.
 */
@NullMarked
package io.github.animegan.image;

import org.jspecify.annotations.NullMarked;
