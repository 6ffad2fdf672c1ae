package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.ConvolutionSpec;

/** How high the bands of these kernels are. */
final class Bands {
    /** Input and output of a band, together: they should stay in the caches between gathering, convolving and summing. */
    private static final long FLOATS = 1500 * 1024L / Float.BYTES;

    private Bands() {}

    /** A multiple of {@code tile}, with enough rows that those which two bands both gather do not cost much. */
    static int rows(ConvolutionSpec spec, int height, int width, int tile) {
        long row = (long) width * (spec.stride() * spec.stride() * spec.inputLanes() + spec.outputLanes());
        long least = 2L * spec.kernelHeight();
        long rows = Math.max(least, FLOATS / row);
        long even = (height + 3) / 4; // Four bands at least, or a thread waits long for the last.
        return (int) Math.max(tile, (Math.min(rows, even) + tile - 1) / tile * tile);
    }
}
