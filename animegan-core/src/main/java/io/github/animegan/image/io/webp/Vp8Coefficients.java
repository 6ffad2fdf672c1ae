package io.github.animegan.image.io.webp;

/**
 * Reads the coefficients of parts of 4x4 samples.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-13">RFC 6386, section 13</a>
 */
final class Vp8Coefficients {
    /** What parts there are: of Y without the mean, the means, colors, and whole ones of Y. */
    static final int WITHOUT_MEAN = 0;

    static final int MEANS = 1;
    static final int COLOR = 2;
    static final int WHOLE = 3;

    private static final int[] BANDS = {0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7, 0};
    private static final int[] ORDER = {0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15};
    private static final int[][] LONG = {
        {173, 148, 140},
        {176, 155, 140, 135},
        {180, 157, 141, 134, 130},
        {254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}
    };
    private static final int CONTEXTS = 3;
    private static final int STATES = 11;

    private final int[] probabilities;

    Vp8Coefficients(int[] probabilities) {
        this.probabilities = probabilities;
    }

    /**
     * Reads a part, of which all coefficients are 0 so far.
     *
     * @param context how many of the parts above and to the left have any
     * @param dc the step of the first coefficient
     * @return the number of the last coefficient that is not 0, or 0
     */
    int read(Vp8Bits bits, int kind, int context, int dc, int ac, int[] coefficients, int from) {
        int n = kind == WITHOUT_MEAN ? 1 : 0;
        int state = state(kind, n, context);
        while (n < 16) {
            if (bits.bit(probabilities[state]) == 0) {
                return n;
            }
            while (bits.bit(probabilities[state + 1]) == 0) {
                n++;
                if (n == 16) {
                    return 16;
                }
                state = state(kind, n, 0);
            }
            int value = 1;
            if (bits.bit(probabilities[state + 2]) == 1) {
                value = large(bits, state);
            }
            state = state(kind, n + 1, value == 1 ? 1 : 2);
            int step = n == 0 ? dc : ac;
            coefficients[from + ORDER[n]] = (short) ((bits.flag() ? -value : value) * step);
            n++;
        }
        return 16;
    }

    private static int state(int kind, int n, int context) {
        return ((kind * 8 + BANDS[n]) * CONTEXTS + context) * STATES;
    }

    /** A value from 2 on. */
    private int large(Vp8Bits bits, int state) {
        if (bits.bit(probabilities[state + 3]) == 0) {
            return bits.bit(probabilities[state + 4]) == 0 ? 2 : 3 + bits.bit(probabilities[state + 5]);
        }
        if (bits.bit(probabilities[state + 6]) == 0) {
            if (bits.bit(probabilities[state + 7]) == 0) {
                return 5 + bits.bit(159);
            }
            int value = 7 + 2 * bits.bit(165);
            return value + bits.bit(145);
        }
        int high = bits.bit(probabilities[state + 8]);
        int category = 2 * high + bits.bit(probabilities[state + 9 + high]);
        int value = 0;
        for (int probability : LONG[category]) {
            value = 2 * value + bits.bit(probability);
        }
        return value + 3 + (8 << category);
    }
}
