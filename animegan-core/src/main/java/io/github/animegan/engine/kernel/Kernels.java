package io.github.animegan.engine.kernel;

import java.util.List;
import java.util.Optional;

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
     * ConvolutionKernel#tile tiles} in rows of its input, each of which makes {@code scale} rows of output; what it is asked to
     * compute starts with a whole one.
     *
     * @param phases one for each remainder of an output row and of a column, divided by {@code scale}
     * @param bias one value an output channel; not kept
     */
    default ConvolutionKernel transposedConvolution(List<ConvolutionPhase> phases, int scale, float[] bias) {
        return new PhasedConvolution(this, phases, scale, bias);
    }

    /** The routines for single pixels. */
    PixelKernel pixels();

    /** What would make this backend faster here, if anything. */
    default Optional<String> advice() {
        return Optional.empty();
    }

    /** Frees what the backend holds outside the heap. */
    @Override
    default void close() {}
}
