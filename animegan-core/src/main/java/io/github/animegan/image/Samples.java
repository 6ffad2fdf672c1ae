package io.github.animegan.image;

/** Samples of 8 bits, in [0, 255], and what everything that computes with pictures needs to do with them. */
public final class Samples {
    private Samples() {}

    /**
     * {@return the sample nearest to a value; 0 and 255 for values below and above}
     *
     * @param value not NaN
     */
    public static int clamp(float value) {
        return Math.max(0, Math.min(255, (int) (value + 0.5f))); // limits of integers are the cheaper ones
    }

    /**
     * {@return the pixel's alpha with new colors}
     *
     * @param argb {@code 0xAARRGGBB}, of which the alpha stays
     * @param red rounded, and limited to [0, 255]
     * @param green likewise
     * @param blue likewise
     */
    public static int withColors(int argb, float red, float green, float blue) {
        return (argb & 0xff000000) | clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
    }

    /**
     * {@return the place in [0, size) that is seen at place i of a picture mirrored at its edges, which are not repeated}
     *
     * @param i may lie outside the picture, by any number of samples
     * @param size of the picture along this axis, at least 1
     */
    public static int reflect(int i, int size) {
        int period = Math.max(1, 2 * (size - 1));
        int within = Math.floorMod(i, period);
        return Math.min(within, period - within) % size;
    }
}
