package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

/**
 * The micro-kernel: three rows of a matrix product, {@code c = A * B}, three rows of B at a time. Every row is an array of
 * its own and starts at its first element, which is what C2's vectoriser needs.
 *
 * <p>Nine products are the most of which JDK 17 makes vectors, and three by three have the fewest loads and stores: 62 to 84
 * GFLOPS a thread of a CPU that does 512 bits in halves, of four by two 54 to 60, for it stores no more than half a vector at
 * once. Two by four is scalar there (14 GFLOPS), and so is any order in which a row is stored before all are loaded, for C2
 * cannot know that a store leaves the rows of B alone.
 *
 * <p>C2 unrolls a loop, and thereby makes vectors, as far as its profile says that it is long: over 150 iterations for 16
 * floats at once, over 70 for eight, and none below, see {@link #columns}.
 */
final class PlainMicroKernel {
    /** The rows of a product computed at once: outputs are filled up to a multiple with weights of zero. */
    static final int OUTPUTS = 3;

    private static final int STEP = 3;
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

    /** The rows of B rounded up to whole products. */
    static int paddedReduction(int reduction) {
        return (reduction + STEP - 1) / STEP * STEP;
    }

    /** The length of packed weights. */
    static int packedLength(int reduction, int outputs) {
        return paddedOutputs(outputs) * paddedReduction(reduction);
    }

    /** Where the weight of row k of B and an output is in packed weights. */
    static int packedIndex(int reduction, int k, int output) {
        int steps = paddedReduction(reduction) / STEP;
        int step = output / OUTPUTS * steps + k / STEP;
        return (step * OUTPUTS + output % OUTPUTS) * STEP + k % STEP;
    }

    /**
     * Adds to three rows, from {@code c[firstC]} on, the products of packed weights with {@code reduction} rows of B.
     *
     * @param output the first of the three outputs, a multiple of three
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
        int w = offset + packedIndex(reduction, 0, output);
        int last = firstB + reduction - 1;
        for (int k = firstB; k <= last; k += STEP) {
            // The last row again where there are no three: its weights are zero.
            addThree(
                    weights[w],
                    weights[w + 1],
                    weights[w + 2],
                    weights[w + 3],
                    weights[w + 4],
                    weights[w + 5],
                    weights[w + 6],
                    weights[w + 7],
                    weights[w + 8],
                    b[k],
                    b[Math.min(k + 1, last)],
                    b[Math.min(k + 2, last)],
                    c0,
                    c1,
                    c2,
                    columns);
            w += OUTPUTS * STEP;
        }
    }

    /**
     * Adds to three rows, from {@code c[firstC]} on, the products of three rows of A and {@code reduction} rows of B.
     *
     * @param reduction the columns of A that count; those up to {@link #paddedReduction} are zero
     * @param columns of B and C
     */
    static void add(
            float[][] a, int firstA, float[][] b, int firstB, int reduction, float[][] c, int firstC, int columns) {
        float[] a0 = a[firstA];
        float[] a1 = a[firstA + 1];
        float[] a2 = a[firstA + 2];
        float[] c0 = c[firstC];
        float[] c1 = c[firstC + 1];
        float[] c2 = c[firstC + 2];
        int last = firstB + reduction - 1;
        for (int k = 0; k < reduction; k += STEP) {
            addThree(
                    a0[k],
                    a0[k + 1],
                    a0[k + 2],
                    a1[k],
                    a1[k + 1],
                    a1[k + 2],
                    a2[k],
                    a2[k + 1],
                    a2[k + 2],
                    b[firstB + k],
                    b[Math.min(firstB + k + 1, last)],
                    b[Math.min(firstB + k + 2, last)],
                    c0,
                    c1,
                    c2,
                    columns);
        }
    }

    private static void addThree(
            float w00,
            float w01,
            float w02,
            float w10,
            float w11,
            float w12,
            float w20,
            float w21,
            float w22,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            float[] c2,
            int columns) {
        for (int j = 0; j < columns; j++) {
            float x0 = b0[j];
            float x1 = b1[j];
            float x2 = b2[j];
            float s0 = c0[j];
            float s1 = c1[j];
            float s2 = c2[j];
            c0[j] = multiplyAdd(w02, x2, multiplyAdd(w01, x1, multiplyAdd(w00, x0, s0)));
            c1[j] = multiplyAdd(w12, x2, multiplyAdd(w11, x1, multiplyAdd(w10, x0, s1)));
            c2[j] = multiplyAdd(w22, x2, multiplyAdd(w21, x1, multiplyAdd(w20, x0, s2)));
        }
    }
}
