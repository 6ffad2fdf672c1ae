package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

import io.github.animegan.engine.kernel.Winograd;

/**
 * The one-dimensional transforms of F(m, r) over rows: an element of a row is one tile, and so each step is a loop over
 * arrays at the loop's own index. JDK 17 makes vectors of such a loop up to about eight operations and six arrays, so
 * that a transform is several loops.
 */
abstract sealed class PlainWinogradTransform extends Winograd permits PlainWinograd4x3, PlainWinograd4x7 {
    PlainWinogradTransform(int outputs, int taps, double... points) {
        super(outputs, taps, points);
    }

    /**
     * Transforms n rows by B^T.
     *
     * @param step from one of the rows to the next
     */
    abstract void input(
            float[][] source, int first, int step, float[][] target, int firstTarget, int targetStep, int count);

    /** Transforms n rows to m rows by A^T, and adds the bias to each. */
    abstract void output(
            float[][] source,
            int first,
            int step,
            float bias,
            float[][] target,
            int firstTarget,
            int targetStep,
            int count);

    /** The first and third of four outputs, of what 0 and two pairs of points add to them. */
    static void even(
            float inner,
            float outer,
            float[] p0,
            float[] p1,
            float[] p2,
            float[] p3,
            float[] p4,
            float bias,
            float[] y0,
            float[] y2,
            int count) {
        float innerSquare = inner * inner;
        float outerSquare = outer * outer;
        for (int j = 0; j < count; j++) {
            float a0 = p0[j];
            float a = p1[j] + p2[j];
            float b = p3[j] + p4[j];
            y0[j] = a0 + a + b + bias;
            y2[j] = multiplyAdd(outerSquare, b, multiplyAdd(innerSquare, a, bias));
        }
    }

    /** The second and fourth, of what two pairs of points and infinity add to them. */
    static void odd(
            float inner,
            float outer,
            float[] last,
            float[] p1,
            float[] p2,
            float[] p3,
            float[] p4,
            float bias,
            float[] y1,
            float[] y3,
            int count) {
        float innerCube = inner * inner * inner;
        float outerCube = outer * outer * outer;
        for (int j = 0; j < count; j++) {
            float end = last[j];
            float a = p1[j] - p2[j];
            float b = p3[j] - p4[j];
            y1[j] = multiplyAdd(outer, b, multiplyAdd(inner, a, bias));
            y3[j] = multiplyAdd(outerCube, b, multiplyAdd(innerCube, a, end + bias));
        }
    }
}
