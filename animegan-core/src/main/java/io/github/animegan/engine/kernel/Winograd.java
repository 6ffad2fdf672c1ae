package io.github.animegan.engine.kernel;

/**
 * The numbers of a Winograd convolution F(m, r), which computes m outputs of an r-tap filter by n = m + r - 1 products in
 * place of m * r. A backend adds the transforms of tiles in the form that its loops need.
 */
public abstract class Winograd {
    private final int outputs;
    private final int taps;
    private final WinogradFilter filter;

    /** @param points the n - 1 finite points that the transforms are made from */
    protected Winograd(int outputs, int taps, double... points) {
        this.outputs = outputs;
        this.taps = taps;
        this.filter = new WinogradFilter(taps, points);
    }

    /** m: the outputs of a tile, along one of its sides. */
    public final int outputs() {
        return outputs;
    }

    /** r: the size of the filter. */
    public final int taps() {
        return taps;
    }

    /** n: the inputs of a tile, and the products. */
    public final int inputs() {
        return outputs + taps - 1;
    }

    /** The transform of the weights. */
    public final WinogradFilter filter() {
        return filter;
    }
}
