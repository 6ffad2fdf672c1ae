package io.github.animegan.image.io.webp;

/**
 * The transforms of coefficients to differences of samples.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6386#section-14.3">RFC 6386, section 14</a>
 */
final class Vp8Transform {
    private Vp8Transform() {}

    /** Turns the coefficients of a block's means into the first coefficients of its 16 parts, which are 16 apart. */
    static void means(int[] in, int[] coefficients) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int outer = in[i] + in[12 + i];
            int inner = in[4 + i] + in[8 + i];
            int innerChange = in[4 + i] - in[8 + i];
            int outerChange = in[i] - in[12 + i];
            half[i] = outer + inner;
            half[4 + i] = outerChange + innerChange;
            half[8 + i] = outer - inner;
            half[12 + i] = outerChange - innerChange;
        }
        for (int i = 0; i < 4; i++) {
            int first = half[4 * i] + 3;
            int outer = first + half[4 * i + 3];
            int inner = half[4 * i + 1] + half[4 * i + 2];
            int innerChange = half[4 * i + 1] - half[4 * i + 2];
            int outerChange = first - half[4 * i + 3];
            coefficients[64 * i] = (outer + inner) >> 3;
            coefficients[64 * i + 16] = (outerChange + innerChange) >> 3;
            coefficients[64 * i + 32] = (outer - inner) >> 3;
            coefficients[64 * i + 48] = (outerChange - innerChange) >> 3;
        }
    }

    /** Adds a part's differences to its prediction. */
    static void add(int[] coefficients, int from, Vp8Plane plane, int left, int top) {
        int[] half = new int[16];
        for (int i = 0; i < 4; i++) {
            int even = coefficients[from + i] + coefficients[from + 8 + i];
            int odd = coefficients[from + i] - coefficients[from + 8 + i];
            int second = coefficients[from + 4 + i];
            int fourth = coefficients[from + 12 + i];
            int difference = bySine(second) - byCosine(fourth);
            int sum = byCosine(second) + bySine(fourth);
            half[4 * i] = even + sum;
            half[4 * i + 1] = odd + difference;
            half[4 * i + 2] = odd - difference;
            half[4 * i + 3] = even - sum;
        }
        for (int i = 0; i < 4; i++) {
            int first = half[i] + 4;
            int even = first + half[8 + i];
            int odd = first - half[8 + i];
            int difference = bySine(half[4 + i]) - byCosine(half[12 + i]);
            int sum = byCosine(half[4 + i]) + bySine(half[12 + i]);
            int at = plane.at(left, top + i);
            plane.add(at, (even + sum) >> 3);
            plane.add(at + 1, (odd + difference) >> 3);
            plane.add(at + 2, (odd - difference) >> 3);
            plane.add(at + 3, (even - sum) >> 3);
        }
    }

    /** Times the root of 2 and the cosine of an eighth of pi. */
    private static int byCosine(int value) {
        return ((value * 20091) >> 16) + value;
    }

    /** Times the root of 2 and the sine of an eighth of pi. */
    private static int bySine(int value) {
        return (value * 35468) >> 16;
    }
}
