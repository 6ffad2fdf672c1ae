package io.github.animegan.engine.kernel;

/** One backend's compute routines. Thread-safe. */
public interface Kernels extends AutoCloseable {
    /** The backend's name, as in {@code -Danimegan.backend=}. */
    String name();

    /**
     * Prepares a convolution: packs or transforms its weights once.
     *
     * @param weight OIHW; not kept
     * @param bias one value an output channel; not kept
     */
    ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias);

    /**
     * Prepares a transposed convolution. Its kernel counts {@link ConvolutionKernel#bandRows bands} and {@link
     * ConvolutionKernel#tile tiles} in rows of its input, each of which makes {@code stride} rows of output; what it is asked to
     * compute starts with a whole one, and its input as {@link TransposedAxis} says.
     *
     * @param iohw the weights, input channels first; not kept
     * @param bias one value an output channel; not kept
     */
    default ConvolutionKernel transposedConvolution(TransposedSpec spec, float[] iohw, float[] bias) {
        return new PhasedConvolution(this, spec, iohw, bias);
    }

    /** The routines for single pixels. */
    PixelKernel pixels();

    /** Frees what the backend holds outside the heap. */
    @Override
    default void close() {}
}
