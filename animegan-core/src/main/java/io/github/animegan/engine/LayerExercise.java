package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.Miniature;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;

/** A row of tiles of a layer of few channels. */
final class LayerExercise extends Exercise {
    private static final int WIDTH = 16;
    private static final int LEAST_ROWS = 4;
    /** Ten times what a run takes besides its products once it is compiled. */
    private static final double FAST_NANOS = 8_000;

    private final ConvolutionKernel kernel;
    private final int rows;
    private final PixelView input;
    private final PixelView output;

    LayerExercise(Kernels kernels, Miniature miniature) {
        super(FAST_NANOS
                + miniature.productNanos()
                        * LEAST_ROWS
                        * WIDTH
                        * miniature.layer().weights());
        LayerSpec layer = miniature.layer();
        this.kernel = kernels.layer(layer, new float[layer.weights()], new float[layer.outputChannels()]);
        this.rows = Math.max(LEAST_ROWS, kernel.tile());
        int side = WIDTH + kernel.tile(); // Room for whole tiles.
        int window = Math.max(layer.kernelHeight(), layer.kernelWidth());
        this.input = zeros(side * layer.stride() + window, layer.inputChannels());
        this.output = zeros(side * layer.scale(), layer.outputChannels());
    }

    private static PixelView zeros(int side, int channels) {
        int lanes = PaddedChannels.of(channels);
        return new PixelView(new float[side * side * lanes], 0, side * lanes, lanes);
    }

    @Override
    void run(Scratch scratch) {
        kernel.convolve(input, output, rows, WIDTH, scratch);
    }
}
