package io.github.animegan.bench.layers;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.TransposedSpec;

/** A convolution that counts its time and its work. For one thread. */
final class MeasuredLayer implements ConvolutionKernel {
    private final String name;
    private final ConvolutionKernel kernel;
    private final RunClock clock;
    /** Multiplications and additions for a pixel of output, done directly. */
    private final double operationsPerPixel;

    private final double inputPixelsPerPixel;
    private final int inputLanes;
    private final int outputLanes;

    private long kernelNanos;
    private long otherNanos;
    private long pixels;

    private MeasuredLayer(
            String name,
            ConvolutionKernel kernel,
            RunClock clock,
            double operationsPerPixel,
            double inputPixelsPerPixel,
            int inputLanes,
            int outputLanes) {
        this.name = name;
        this.kernel = kernel;
        this.clock = clock;
        this.operationsPerPixel = operationsPerPixel;
        this.inputPixelsPerPixel = inputPixelsPerPixel;
        this.inputLanes = inputLanes;
        this.outputLanes = outputLanes;
    }

    static MeasuredLayer of(ConvolutionSpec spec, ConvolutionKernel kernel, RunClock clock) {
        String name = "%dx%d, %d → %d%s%s"
                .formatted(
                        spec.kernelHeight(),
                        spec.kernelWidth(),
                        spec.inputChannels(),
                        spec.outputChannels(),
                        spec.depthwise() ? ", depthwise" : "",
                        spec.stride() == 1 ? "" : ", stride " + spec.stride());
        return new MeasuredLayer(
                name,
                kernel,
                clock,
                2.0 * spec.outputChannels() * spec.reductionLength(),
                spec.stride() * spec.stride(),
                spec.inputLanes(),
                spec.outputLanes());
    }

    static MeasuredLayer of(TransposedSpec spec, ConvolutionKernel kernel, RunClock clock) {
        double phases = spec.stride() * spec.stride();
        double taps = spec.kernelHeight() * spec.kernelWidth() / phases;
        return new MeasuredLayer(
                "%dx%d, %d → %d, transposed, stride %d"
                        .formatted(
                                spec.kernelHeight(),
                                spec.kernelWidth(),
                                spec.inputChannels(),
                                spec.outputChannels(),
                                spec.stride()),
                kernel,
                clock,
                2 * spec.inputChannels() * spec.outputChannels() * taps,
                1 / phases,
                PaddedChannels.of(spec.inputChannels()),
                PaddedChannels.of(spec.outputChannels()));
    }

    @Override
    public int bandRows(int height, int width) {
        return kernel.bandRows(height, width);
    }

    @Override
    public int tile() {
        return kernel.tile();
    }

    @Override
    public long weightBytes() {
        return kernel.weightBytes();
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        otherNanos += clock.lap();
        kernel.convolve(input, output, rows, width, scratch);
        kernelNanos += clock.lap();
        pixels += (long) rows * width;
    }

    /** Forgets what was counted. */
    void reset() {
        kernelNanos = 0;
        otherNanos = 0;
        pixels = 0;
    }

    /** {@return what was counted} */
    LayerTime time() {
        double bytes = Float.BYTES * pixels * (inputPixelsPerPixel * inputLanes + outputLanes) + weightBytes();
        return new LayerTime(
                name,
                kernel.getClass().getSimpleName(),
                pixels,
                kernelNanos / 1e6,
                otherNanos / 1e6,
                operationsPerPixel * pixels / 1e9,
                bytes / 1e6);
    }
}
