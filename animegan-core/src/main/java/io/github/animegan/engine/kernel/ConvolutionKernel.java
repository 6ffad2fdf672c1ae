package io.github.animegan.engine.kernel;

/** A convolution with its weights, ready to run. Thread-safe: what a call changes is in its arguments. */
public interface ConvolutionKernel {
    /**
     * How many output rows the engine should ask for at once, at most, where an output has this size: few enough for the
     * caches, many enough to pay for a call. The engine rounds down to whole tiles, but not below one.
     */
    int bandRows(int height, int width);

    /**
     * The side of the output tiles it computes at once. The engine makes the input large enough, with any finite
     * values, for rows and width rounded up to a multiple of it. Only the rows and columns asked for are written.
     */
    default int tile() {
        return 1;
    }

    /** The memory that its prepared weights take, in bytes; 0 if they are somebody else's. */
    default long weightBytes() {
        return 0;
    }

    /**
     * Computes {@code rows x width} output pixels. Pixels of the input are next to each other ({@code pixelStride} is
     * the input's lanes); those of the output may be apart.
     *
     * <p>Tiles start at the first pixel. The bits of an output pixel depend on the input that its tile sees and on where in
     * the tile it is, and on nothing else: two calls that divide a map between tiles give what one call gives.
     */
    void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch);
}
