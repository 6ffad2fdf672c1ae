package io.github.animegan.bench.layers;

/**
 * A record of the time that one layer took in a run of its network, and of its work.
 *
 * @param name its shape, for people
 * @param kernel the class that computes it
 * @param pixels of its output
 * @param kernelMillis the convolution itself
 * @param otherMillis since the convolution before: reading its input with norms, activations and padding, and sums of what the one
 *     before wrote
 * @param gigaOperations billions of multiplications and additions of a direct convolution, whatever the kernel really does
 * @param megabytes of the maps that it reads and writes and of its weights, each counted once
 */
record LayerTime(
        String name,
        String kernel,
        long pixels,
        double kernelMillis,
        double otherMillis,
        double gigaOperations,
        double megabytes) {
    /** The same layer, with the shorter times of two runs. */
    LayerTime fastest(LayerTime other) {
        return new LayerTime(
                name,
                kernel,
                pixels,
                Math.min(kernelMillis, other.kernelMillis),
                Math.min(otherMillis, other.otherMillis),
                gigaOperations,
                megabytes);
    }

    /** The work of a direct convolution in a second, in billions; with Winograd's transforms it may exceed what a core can do. */
    double gigaflops() {
        return gigaOperations / kernelMillis * 1e3;
    }
}
