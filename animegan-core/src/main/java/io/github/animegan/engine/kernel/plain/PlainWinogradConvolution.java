package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A convolution of stride 1 in Winograd's domain, a few hundred tiles at a time: each of the n^2 elements of the
 * transformed tiles of one channel is a row, one tile beside the other, and all work is done on such rows.
 */
final class PlainWinogradConvolution implements ConvolutionKernel {
    /** Outputs between multiplying and transforming back, at most: their products should stay in the second-level cache. */
    private static final int MOST_OUTPUTS = 48;

    private final ConvolutionSpec spec;
    private final PlainWinogradTransform transform;
    private final int products;
    private final int outputs;
    /** Outputs of all blocks but the last, which may have fewer. */
    private final int blockOutputs;
    /** {@code [output block][n * n]}, each packed as {@link PlainMicroKernel} has it. */
    private final float[] weight;

    private final float[] bias;

    PlainWinogradConvolution(ConvolutionSpec spec, PlainWinogradTransform transform, float[] oihw, float[] bias) {
        this.spec = spec;
        this.transform = transform;
        this.products = transform.inputs() * transform.inputs();
        this.outputs = PlainMicroKernel.paddedOutputs(spec.outputLanes());
        this.blockOutputs = Math.min(MOST_OUTPUTS, outputs);
        this.bias = Arrays.copyOf(bias, outputs);
        this.weight = new float[(outputs + blockOutputs - 1) / blockOutputs * products * packedBlock()];
        float[] transformed = new float[products];
        int window = transform.taps() * transform.taps();
        for (int out = 0; out < spec.outputChannels(); out++) {
            for (int in = 0; in < spec.inputChannels(); in++) {
                transform.filter().transform(oihw, (out * spec.inputChannels() + in) * window, transformed);
                int within = PlainMicroKernel.packedIndex(spec.inputChannels(), in, out % blockOutputs);
                for (int product = 0; product < products; product++) {
                    weight[packedAt(out / blockOutputs, product) + within] = transformed[product];
                }
            }
        }
    }

    private int packedBlock() {
        return PlainMicroKernel.packedLength(spec.inputChannels(), blockOutputs);
    }

    private int packedAt(int block, int product) {
        return (block * products + product) * packedBlock();
    }

    @Override
    public int tile() {
        return transform.outputs();
    }

    @Override
    public int bandRows(int height, int width) {
        return Positions.bandRows(spec, height, width, transform.outputs());
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int n = transform.inputs();
        int m = transform.outputs();
        int overlap = transform.taps() - 1;
        Positions positions = new Positions((rows + m - 1) / m, (width + m - 1) / m, n, n, m);
        PlanarBand band =
                PlanarBand.of(input, rows + overlap, width + overlap, spec.inputChannels(), positions, scratch);
        Rows memory = Rows.of(scratch);
        int chunk = positions.chunk();
        float[][] transformed = memory.get(Rows.Use.TRANSFORMED, products * spec.inputChannels(), chunk);
        float[][] product = memory.get(Rows.Use.PRODUCTS, products * blockOutputs, chunk);
        for (int first = 0; first < positions.end(); first += chunk) {
            transformInput(band, first, chunk, transformed, memory);
            for (int block = 0; block < outputs; block += blockOutputs) {
                int lanes = Math.min(blockOutputs, outputs - block);
                multiply(transformed, product, block, lanes, chunk);
                float[][] result = transformOutput(product, block, lanes, chunk, memory);
                store(result, block, positions, first, output, rows, width);
            }
        }
    }

    private void transformInput(PlanarBand band, int first, int chunk, float[][] transformed, Rows memory) {
        int n = transform.inputs();
        float[][] places = memory.get(Rows.Use.PLACES, products, chunk);
        float[][] half = memory.get(Rows.Use.HALF, products, chunk);
        int channels = spec.inputChannels();
        for (int channel = 0; channel < channels; channel++) {
            for (int place = 0; place < products; place++) {
                band.copy(channel, place / n, place % n, first, chunk, places[place]);
            }
            for (int column = 0; column < n; column++) {
                transform.input(places, column, n, half, column, n, chunk);
            }
            for (int row = 0; row < n; row++) {
                transform.input(half, row * n, 1, transformed, row * n * channels + channel, channels, chunk);
            }
        }
    }

    private void multiply(float[][] transformed, float[][] product, int block, int lanes, int chunk) {
        int channels = spec.inputChannels();
        for (int i = 0; i < products; i++) {
            int packed = packedAt(block / blockOutputs, i);
            for (int lane = 0; lane < lanes; lane += PlainMicroKernel.OUTPUTS) {
                int row = i * blockOutputs + lane;
                for (int c = 0; c < PlainMicroKernel.OUTPUTS; c++) {
                    Arrays.fill(product[row + c], 0, chunk, 0);
                }
                PlainMicroKernel.add(weight, packed, lane, transformed, i * channels, channels, product, row, chunk);
            }
        }
    }

    /** Returns the m x m outputs of all tiles: a row for each, the lanes of a block beside each other. */
    private float[][] transformOutput(float[][] product, int block, int lanes, int chunk, Rows memory) {
        int n = transform.inputs();
        int m = transform.outputs();
        float[][] half = memory.get(Rows.Use.HALF, products, chunk);
        float[][] result = memory.get(Rows.Use.RESULTS, m * m * blockOutputs, chunk);
        for (int lane = 0; lane < lanes; lane++) {
            for (int column = 0; column < n; column++) {
                int first = column * blockOutputs + lane;
                transform.output(product, first, n * blockOutputs, 0, half, column, n, chunk);
            }
            for (int row = 0; row < m; row++) {
                int first = row * m * blockOutputs + lane;
                transform.output(half, row * n, 1, bias[block + lane], result, first, blockOutputs, chunk);
            }
        }
        return result;
    }

    private void store(
            float[][] result, int block, Positions positions, int first, PixelView output, int rows, int width) {
        int m = transform.outputs();
        int lanes = Math.min(blockOutputs, spec.outputLanes() - block);
        positions.forEachRun(first, (from, down, across, count) -> {
            for (int i = 0; i < m && down * m + i < rows; i++) {
                for (int j = 0; j < m; j++) {
                    int inside = Math.min(count, (width - across * m - j + m - 1) / m);
                    int to = output.at(down * m + i, across * m + j) + block;
                    Transposition.toPixels(
                            result,
                            (i * m + j) * blockOutputs,
                            lanes,
                            from,
                            inside,
                            output.data(),
                            to,
                            m * output.pixelStride());
                }
            }
        });
    }
}
