package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A convolution of stride 1 in Winograd's domain where there are many outputs: a row is one element of one transformed
 * tile, one channel beside the other. So rows are long for the smallest map, and pixels are read and written as they lie.
 */
final class PlainWideWinogradConvolution implements ConvolutionKernel {
    /** Tiles at a time: the weights of one product are read once for all of them, and are more than the caches hold. */
    private static final int CHUNK = 128;

    private final ConvolutionSpec spec;
    private final PlainWinogradTransform transform;
    private final int products;
    /** The input channels, and zeros up to whole products. */
    private final int reduction;
    /** {@code [n * n][input channel]}, a row of output lanes each. */
    private final float[][] weight;

    private final float[] bias;

    PlainWideWinogradConvolution(ConvolutionSpec spec, PlainWinogradTransform transform, float[] oihw, float[] bias) {
        this.spec = spec;
        this.transform = transform;
        this.products = transform.inputs() * transform.inputs();
        this.reduction = PlainMicroKernel.paddedReduction(spec.inputChannels());
        this.bias = Arrays.copyOf(bias, spec.outputLanes());
        int inputs = spec.inputChannels();
        this.weight = Rows.allocate(products * inputs, spec.outputLanes());
        float[] transformed = new float[products];
        int window = transform.taps() * transform.taps();
        for (int in = 0; in < inputs; in++) {
            for (int out = 0; out < spec.outputChannels(); out++) {
                transform.filter().transform(oihw, (out * inputs + in) * window, transformed);
                for (int product = 0; product < products; product++) {
                    weight[product * inputs + in][out] = transformed[product];
                }
            }
        }
    }

    @Override
    public int tile() {
        return transform.outputs();
    }

    @Override
    public int bandRows(int height, int width) {
        int m = transform.outputs();
        int across = (width + m - 1) / m;
        return Math.max(1, CHUNK / across) * m;
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length * weight[0].length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int m = transform.outputs();
        int across = (width + m - 1) / m;
        int tiles = (rows + m - 1) / m * across;
        Rows memory = Rows.of(scratch);
        int chunk = PlainMicroKernel.paddedOutputs(Math.min(CHUNK, tiles));
        float[][] transformed = memory.get(Rows.Use.TRANSFORMED, products * chunk, reduction);
        float[][] product = memory.get(Rows.Use.PRODUCTS, products * chunk, spec.outputLanes());
        for (int first = 0; first < tiles; first += chunk) {
            int count = Math.min(chunk, tiles - first);
            for (int tile = 0; tile < count; tile++) {
                int at = input.at((first + tile) / across * m, (first + tile) % across * m);
                transformInput(input, at, transformed, tile, chunk, memory);
            }
            multiply(transformed, product, count, chunk);
            for (int tile = 0; tile < count; tile++) {
                int row = (first + tile) / across * m;
                int column = (first + tile) % across * m;
                float[][] result = transformOutput(product, tile, chunk, memory);
                store(result, output, row, column, Math.min(m, rows - row), Math.min(m, width - column));
            }
        }
    }

    private void transformInput(PixelView input, int at, float[][] transformed, int tile, int chunk, Rows memory) {
        int n = transform.inputs();
        int channels = spec.inputChannels();
        float[][] places = memory.get(Rows.Use.PLACES, products, reduction);
        float[][] half = memory.get(Rows.Use.HALF, products, reduction);
        for (int place = 0; place < products; place++) {
            int from = at + place / n * input.rowStride() + place % n * input.pixelStride();
            System.arraycopy(input.data(), from, places[place], 0, channels);
            Arrays.fill(places[place], channels, reduction, 0);
        }
        for (int column = 0; column < n; column++) {
            transform.input(places, column, n, half, column, n, reduction);
        }
        for (int row = 0; row < n; row++) {
            transform.input(half, row * n, 1, transformed, row * n * chunk + tile, chunk, reduction);
        }
    }

    private void multiply(float[][] transformed, float[][] product, int count, int chunk) {
        int channels = spec.inputChannels();
        int lanes = spec.outputLanes();
        for (int i = 0; i < products; i++) {
            for (int tile = 0; tile < count; tile += PlainMicroKernel.OUTPUTS) {
                int row = i * chunk + tile;
                for (int t = 0; t < PlainMicroKernel.OUTPUTS; t++) {
                    Arrays.fill(product[row + t], 0, lanes, 0);
                }
                PlainMicroKernel.add(transformed, row, weight, i * channels, channels, product, row, lanes);
            }
        }
    }

    /** Returns the m x m outputs of a tile, without the bias. */
    private float[][] transformOutput(float[][] product, int tile, int chunk, Rows memory) {
        int n = transform.inputs();
        int m = transform.outputs();
        int lanes = spec.outputLanes();
        float[][] half = memory.get(Rows.Use.HALF, products, lanes);
        float[][] result = memory.get(Rows.Use.RESULTS, m * m, lanes);
        for (int column = 0; column < n; column++) {
            transform.output(product, column * chunk + tile, n * chunk, 0, half, column, n, lanes);
        }
        for (int row = 0; row < m; row++) {
            transform.output(half, row * n, 1, 0, result, row * m, 1, lanes);
        }
        return result;
    }

    private void store(float[][] result, PixelView output, int row, int column, int rows, int columns) {
        int m = transform.outputs();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float[] lanes = result[i * m + j];
                addBias(lanes, bias);
                System.arraycopy(lanes, 0, output.data(), output.at(row + i, column + j), bias.length);
            }
        }
    }

    private static void addBias(float[] lanes, float[] bias) {
        for (int j = 0; j < bias.length; j++) {
            lanes[j] += bias[j];
        }
    }
}
