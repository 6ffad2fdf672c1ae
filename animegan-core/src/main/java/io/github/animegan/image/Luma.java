package io.github.animegan.image;

/**
 * Luma, the brightness of encoded samples: {@code 0.299 R + 0.587 G + 0.114 B}.
 *
 * @see <a href="https://www.itu.int/rec/R-REC-BT.601">ITU-R BT.601</a>
 */
public final class Luma {
    private Luma() {}

    /**
     * {@return the luma of samples in any range, in that range}
     *
     * @param red linear or not, weighted by 0.299
     * @param green weighted by 0.587
     * @param blue weighted by 0.114
     */
    public static double of(double red, double green, double blue) {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }

    /**
     * {@return the luma of a pixel times 1000, which is a whole number in [0, 255000]}
     *
     * @param argb {@code 0xAARRGGBB}, of which the alpha is ignored
     */
    public static int thousandfold(int argb) {
        return 299 * (argb >> 16 & 0xff) + 587 * (argb >> 8 & 0xff) + 114 * (argb & 0xff);
    }
}
