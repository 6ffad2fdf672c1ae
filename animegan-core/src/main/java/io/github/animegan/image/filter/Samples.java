package io.github.animegan.image.filter;

/** Samples of 8 bits and what all filters need to do with them. */
public final class Samples {
    private Samples() {}

    /** The nearest sample. */
    static int round(float value) {
        return (int) Math.max(0, Math.min(255, value + 0.5f));
    }

    /** The pixel's alpha with new colours. */
    static int withColours(int argb, float red, float green, float blue) {
        return (argb & 0xff000000) | round(red) << 16 | round(green) << 8 | round(blue);
    }

    /**
     * Luma times 1000, so that it is a whole number: {@code 0.299 R + 0.587 G + 0.114 B}.
     *
     * @see <a href="https://www.itu.int/rec/R-REC-BT.601">ITU-R BT.601</a>
     */
    public static int thousandfoldLuma(int argb) {
        return 299 * (argb >> 16 & 0xff) + 587 * (argb >> 8 & 0xff) + 114 * (argb & 0xff);
    }

    /** The place in [0, size) that is seen at place i of a picture mirrored at its edges, which are not repeated. */
    public static int reflect(int i, int size) {
        int period = Math.max(1, 2 * (size - 1));
        int within = Math.floorMod(i, period);
        return Math.min(within, period - within) % size;
    }
}
