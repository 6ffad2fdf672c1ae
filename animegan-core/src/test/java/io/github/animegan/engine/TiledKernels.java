package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.plain.PlainKernels;

/**
 * Plain kernels that compute whole tiles, as a Winograd kernel would: they read the input for rows and columns rounded
 * up, and complain if that is not there or not finite.
 */
final class TiledKernels implements Kernels {
    private final Kernels plain = new PlainKernels();
    private final int tile;
    private final int bandRows;

    TiledKernels(int tile, int bandRows) {
        this.tile = tile;
        this.bandRows = bandRows;
    }

    @Override
    public String name() {
        return "tiles" + tile;
    }

    @Override
    public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        return new Tiled(spec, plain.convolution(spec, weight, bias));
    }

    @Override
    public PixelKernel pixels() {
        return plain.pixels();
    }

    private final class Tiled implements ConvolutionKernel {
        private final ConvolutionSpec spec;
        private final ConvolutionKernel kernel;

        Tiled(ConvolutionSpec spec, ConvolutionKernel kernel) {
            this.spec = spec;
            this.kernel = kernel;
        }

        @Override
        public int bandRows(int height, int width) {
            return bandRows;
        }

        @Override
        public int tile() {
            return Math.max(tile, kernel.tile());
        }

        @Override
        public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
            int wholeRows = roundUp(rows);
            int wholeWidth = roundUp(width);
            requireFinite(input, wholeRows, wholeWidth);
            int lanes = spec.outputLanes();
            float[] data = new float[wholeRows * wholeWidth * lanes];
            PixelView tiles = new PixelView(data, 0, wholeWidth * lanes, lanes);
            kernel.convolve(input, tiles, wholeRows, wholeWidth, scratch);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < width; x++) {
                    System.arraycopy(data, tiles.at(y, x), output.data(), output.at(y, x), lanes);
                }
            }
        }

        private void requireFinite(PixelView input, int rows, int width) {
            if (rows == 0 || width == 0) {
                return;
            }
            for (int y = 0; y < (rows - 1) * spec.stride() + spec.kernelHeight(); y++) {
                int from = input.at(y, 0);
                int to = from + ((width - 1) * spec.stride() + spec.kernelWidth()) * spec.inputLanes();
                for (int i = from; i < to; i++) {
                    if (!Float.isFinite(input.data()[i])) {
                        throw new AssertionError(spec + " reads " + input.data()[i] + " in row " + y);
                    }
                }
            }
        }

        private int roundUp(int value) {
            return (value + tile() - 1) / tile() * tile();
        }
    }
}
