package io.github.animegan.image.color;

import java.util.Optional;

/** Takes rows of pixels from one color space to sRGB. One instance serves one thread. */
@FunctionalInterface
public interface ColorConversion {
    /**
     * Converts the row's first pixels in place, from {@code 0xAARRGGBB} (gray: three equal samples) with alpha left as it is,
     * or from {@code 0xCCMMYYKK}, where 255 is full ink, to opaque ones.
     */
    void convert(int[] pixels, int width);

    /**
     * The same conversion for samples of 16 bits, which have more levels in the shadows than 8 bits keep; empty where 8 bits are as
     * good.
     */
    default Optional<DeepConversion> deep() {
        return Optional.empty();
    }
}
