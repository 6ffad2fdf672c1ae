package io.github.animegan.image.filter;

/** A change of a picture's colors. Stateless; alpha stays as it is. */
@FunctionalInterface
public interface PixelFilter {
    /** Changes the {@code width * height} pixels {@code 0xAARRGGBB}, row after row, in place. */
    void apply(int[] argb, int width, int height);
}
