package io.github.animegan.engine.kernel.plain;

/**
 * The micro-kernel: two rows of a matrix product, {@code c = a0 * B} and {@code d = a1 * B}. The matrix is an array for
 * each of its rows, which is how C2 sees that they are not the same memory.
 */
final class RowProduct {
    /** The reduction advances by four rows of B; whoever packs B fills it up with rows of zeros. */
    static final int UNROLL = 4;

    private RowProduct() {}

    /** The rows of B that a reduction of that length needs. */
    static int paddedLength(int reduction) {
        return (reduction + UNROLL - 1) / UNROLL * UNROLL;
    }

    /** Adds the products of {@code reduction} elements of a0 and a1 with as many rows of B to c and d. */
    static void addTwo(float[] a0, float[] a1, float[][] b, int reduction, float[] c, float[] d, int columns) {
        for (int k = 0; k < reduction; k += UNROLL) {
            addFour(
                    a0[k], a0[k + 1], a0[k + 2], a0[k + 3], //
                    a1[k], a1[k + 1], a1[k + 2], a1[k + 3], //
                    b[k], b[k + 1], b[k + 2], b[k + 3], c, d, columns);
        }
    }

    private static void addFour(
            float x0,
            float x1,
            float x2,
            float x3,
            float y0,
            float y1,
            float y2,
            float y3,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] b3,
            float[] c,
            float[] d,
            int columns) {
        for (int j = 0; j < columns; j++) {
            c[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], Math.fma(x1, b1[j], Math.fma(x0, b0[j], c[j]))));
            d[j] = Math.fma(y3, b3[j], Math.fma(y2, b2[j], Math.fma(y1, b1[j], Math.fma(y0, b0[j], d[j]))));
        }
    }
}
