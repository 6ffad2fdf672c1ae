package io.github.animegan.engine.kernel.plain;

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
}
