package io.github.animegan.image.filter;

import io.github.animegan.image.Pixels;

/** A change of a picture's colors. Stateless; alpha stays as it is. */
@FunctionalInterface
public interface PixelFilter {
    /** Changes the {@code width * height} pixels {@code 0xAARRGGBB}, row after row, in place. */
    void apply(int[] argb, int width, int height);

    /** Changes the pixels of a picture in place. */
    default void apply(Pixels pixels) {
        apply(pixels.argb, pixels.width, pixels.height);
    }
}
