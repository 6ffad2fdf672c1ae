package io.github.animegan.engine.kernel;

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
