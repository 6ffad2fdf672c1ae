package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.ConvolutionSpec;

/** How high the bands of these kernels are. */
final class BandHeight {
    /** Input and output of a band, together: they should stay in the caches between gathering, convolving and summing. */
    private static final long FLOATS = 2500 * 1024L / Float.BYTES;

    private BandHeight() {}

    /** As many rows as the caches hold, but enough that those which two bands both gather do not cost much. */
    static int of(ConvolutionSpec spec, int width) {
        int pixel = spec.stride() * spec.stride() * spec.inputLanes() + spec.outputLanes();
        return of((long) width * pixel, spec.kernelHeight());
    }

    /**
     * As many.
     *
     * @param rowFloats of the output and of what it is computed from
     */
    static int of(long rowFloats, int kernelHeight) {
        return (int) Math.max(2L * kernelHeight, FLOATS / rowFloats);
    }
}
