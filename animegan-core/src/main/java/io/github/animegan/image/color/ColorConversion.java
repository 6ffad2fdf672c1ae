package io.github.animegan.image.color;

/** Takes rows of pixels from one colour space to sRGB. One instance serves one thread. */
@FunctionalInterface
public interface ColorConversion {
    /**
     * Converts the row's first pixels in place, from {@code 0xAARRGGBB} (grey: three equal samples) with alpha left as it is,
     * or from {@code 0xCCMMYYKK}, where 255 is full ink, to opaque ones.
     */
    void convert(int[] pixels, int width);
}
