package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

/**
 * The micro-kernel: four rows of a matrix product, {@code c = A * B}, two rows of B at a time. Every row is an array of
 * its own and starts at its first element, which is what C2's vectoriser needs.
 *
 * <p>Four by two is the largest that JDK 17 makes vectors of wherever it inlines it: 100 to 130 GFLOPS a thread with
 * 512-bit vectors. There 2 x 4 and 3 x 3 are as fast, or scalar (15 GFLOPS), by the order of their loads and where they
 * are inlined; more than nine products are always scalar. Loading everything before the first store matters: C2 cannot
 * know that a store leaves the rows of B alone, and would load them again.
 *
 * <p>C2 unrolls a loop, and thereby makes vectors, as far as its profile says that it is long: over 150 iterations for 16
 * floats at once, over 70 for eight, and none below, see {@link #columns}.
 */
final class PlainMicroKernel {
    /** The rows of a product computed at once: outputs are filled up to a multiple with weights of zero. */
    static final int OUTPUTS = 4;

    private static final int STEP = 2;
    /** Just long enough for vectors: the tiny maps inside of a generator are filled up to it for nothing. */
    private static final int SHORTEST = 80;

    private static final int VECTOR = 16;

    private PlainMicroKernel() {}

    /**
     * The length to work on for a row of {@code count} elements: long enough that C2 does not take the loop for a
     * short one, for which it makes no vectors then or ever.
     */
    static int columns(int count) {
        return Math.max(SHORTEST, (count + VECTOR - 1) / VECTOR * VECTOR);
    }

    /** The outputs rounded up to whole products. */
    static int paddedOutputs(int outputs) {
        return (outputs + OUTPUTS - 1) / OUTPUTS * OUTPUTS;
    }

    /** The length of packed weights. */
    static int packedLength(int reduction, int outputs) {
        return paddedOutputs(outputs) * ((reduction + STEP - 1) / STEP * STEP);
    }

    /** Where the weight of row k of B and an output is in packed weights. */
    static int packedIndex(int reduction, int k, int output) {
        int steps = (reduction + STEP - 1) / STEP;
        int step = output / OUTPUTS * steps + k / STEP;
        return (step * OUTPUTS + output % OUTPUTS) * STEP + k % STEP;
    }

    /**
     * Adds to four rows, from {@code c[firstC]} on, the products of packed weights with {@code reduction} rows of B.
     *
     * @param output the first of the four outputs, a multiple of four
     * @param weights packed weights that start at {@code offset}
     */
    static void add(
            float[] weights,
            int offset,
            int output,
            float[][] b,
            int firstB,
            int reduction,
            float[][] c,
            int firstC,
            int columns) {
        float[] c0 = c[firstC];
        float[] c1 = c[firstC + 1];
        float[] c2 = c[firstC + 2];
        float[] c3 = c[firstC + 3];
        int w = offset + packedIndex(reduction, 0, output);
        for (int k = 0; k < reduction; k += STEP) {
            // The last row twice where the reduction is odd: the second weight is zero.
            float[] next = b[firstB + Math.min(k + 1, reduction - 1)];
            addTwo(
                    weights[w],
                    weights[w + 1],
                    weights[w + 2],
                    weights[w + 3],
                    weights[w + 4],
                    weights[w + 5],
                    weights[w + 6],
                    weights[w + 7],
                    b[firstB + k],
                    next,
                    c0,
                    c1,
                    c2,
                    c3,
                    columns);
            w += OUTPUTS * STEP;
        }
    }

    /**
     * Adds to four rows, from {@code c[firstC]} on, the products of four rows of A and {@code reduction} rows of B.
     *
     * @param columns of B and C
     */
    static void add(
            float[][] a, int firstA, float[][] b, int firstB, int reduction, float[][] c, int firstC, int columns) {
        float[] a0 = a[firstA];
        float[] a1 = a[firstA + 1];
        float[] a2 = a[firstA + 2];
        float[] a3 = a[firstA + 3];
        float[] c0 = c[firstC];
        float[] c1 = c[firstC + 1];
        float[] c2 = c[firstC + 2];
        float[] c3 = c[firstC + 3];
        for (int k = 0; k + 1 < reduction; k += STEP) {
            addTwo(
                    a0[k],
                    a0[k + 1],
                    a1[k],
                    a1[k + 1],
                    a2[k],
                    a2[k + 1],
                    a3[k],
                    a3[k + 1],
                    b[firstB + k],
                    b[firstB + k + 1],
                    c0,
                    c1,
                    c2,
                    c3,
                    columns);
        }
        if (reduction % STEP > 0) {
            int k = reduction - 1;
            float[] last = b[firstB + k];
            addTwo(a0[k], 0, a1[k], 0, a2[k], 0, a3[k], 0, last, last, c0, c1, c2, c3, columns);
        }
    }

    private static void addTwo(
            float w00,
            float w01,
            float w10,
            float w11,
            float w20,
            float w21,
            float w30,
            float w31,
            float[] b0,
            float[] b1,
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            int columns) {
        for (int j = 0; j < columns; j++) {
            float x0 = b0[j];
            float x1 = b1[j];
            float s0 = c0[j];
            float s1 = c1[j];
            float s2 = c2[j];
            float s3 = c3[j];
            c0[j] = multiplyAdd(w01, x1, multiplyAdd(w00, x0, s0));
            c1[j] = multiplyAdd(w11, x1, multiplyAdd(w10, x0, s1));
            c2[j] = multiplyAdd(w21, x1, multiplyAdd(w20, x0, s2));
            c3[j] = multiplyAdd(w31, x1, multiplyAdd(w30, x0, s3));
        }
    }
}
