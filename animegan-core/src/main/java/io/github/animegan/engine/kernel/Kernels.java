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
     * ConvolutionKernel#tile tiles} in rows of its input, each of which makes {@code stride} rows of output; what it is asked to
     * compute starts with a whole one, and its input as {@link TransposedAxis} says.
     *
     * @param iohw the weights, input channels first; not kept
     * @param bias one value an output channel; not kept
     */
    default ConvolutionKernel transposedConvolution(TransposedSpec spec, float[] iohw, float[] bias) {
        return new PhasedConvolution(this, spec, iohw, bias);
    }

    /** Prepares a layer of either kind; the arguments are those of {@link #convolution} or {@link #transposedConvolution}. */
    default ConvolutionKernel layer(LayerSpec spec, float[] weight, float[] bias) {
        return spec instanceof ConvolutionSpec convolution
                ? convolution(convolution, weight, bias)
                : transposedConvolution((TransposedSpec) spec, weight, bias);
    }

    /**
     * Names what to have the JIT compile before the first picture, for a layer. There is something only where code is of no use until then: elsewhere a picture is
     * through while the JIT is at work.
     */
    default List<Exercise> exercises(LayerSpec layer) {
        return List.of();
    }

    /**
     * Names what is exercised before all others, and until it is fast, as all are made of it. Its idle calls compute, too.
     */
    default Optional<Exercise> firstExercise() {
        return Optional.empty();
    }

    /**
     * As {@link #exercises(LayerSpec)}, for what lies between layers.
     *
     * @param moments whether sums over whole maps are needed, too
     */
    default List<Exercise> pixelExercises(boolean moments) {
        return List.of();
    }

    /** The routines for single pixels. */
    PixelKernel pixels();

    /** Frees what the backend holds outside the heap. */
    @Override
    default void close() {}
}
