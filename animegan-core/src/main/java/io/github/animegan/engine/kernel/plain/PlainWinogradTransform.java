package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.WinogradFilter;

/**
 * The one-dimensional transforms of F(m, r) over rows: an element of a row is one tile, and so each step is a loop over
 * arrays at the loop's own index. JDK 17 makes vectors of such a loop up to about eight operations and six arrays, so
 * that a transform is several loops.
 */
abstract sealed class PlainWinogradTransform permits PlainWinograd4x3, PlainWinograd2x7 {
    private final int outputs;
    private final int taps;
    private final WinogradFilter filter;

    PlainWinogradTransform(int outputs, int taps, double... points) {
        this.outputs = outputs;
        this.taps = taps;
        this.filter = new WinogradFilter(taps, points);
    }

    /** m: the side of the output of a tile. */
    final int outputs() {
        return outputs;
    }

    /** r: the side of the filter. */
    final int taps() {
        return taps;
    }

    /** n: the side of the input of a tile. */
    final int inputs() {
        return outputs + taps - 1;
    }

    /** The transform of the weights. */
    final WinogradFilter filter() {
        return filter;
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
