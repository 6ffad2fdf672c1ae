package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.MicroKernel.COLUMNS;
import static io.github.animegan.engine.kernel.vector.MicroKernel.ROWS;
import static io.github.animegan.engine.kernel.vector.Simd.LENGTH;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A convolution of stride 1 in Winograd's domain: tiles of the input are transformed, multiplied with the transformed
 * weights as one small matrix product for each place of a tile over the channels, and transformed back. A few dozen tiles at a time, so that
 * what lies between the three is still in the cache.
 */
final class WinogradConvolution implements ConvolutionKernel {
    private static final Object TRANSFORMED = new Object();
    private static final Object PRODUCTS = new Object();
    private static final Object COLUMN = new Object();
    private static final Object EDGE = new Object();

    /** Keeps the panels from falling on the same cache sets. */
    private static final int PANEL_GAP = 16;
    /**
     * Transformed tiles should stay below this: little more than a core's second-level cache, for the more of them there
     * are, the less often weights are read from the third.
     */
    private static final int TRANSFORMED_FLOATS = 400_000;

    private static final int MOST_TILES = 4 * ROWS;

    private final ConvolutionSpec spec;
    private final WinogradTransform vertical;
    private final WinogradTransform horizontal;
    /** {@code [output block][product][input lane][COLUMNS]}. */
    private final float[] weight;

    private final float[] bias;
    private final float[] noBias = new float[COLUMNS];
    private final int products;
    private final int chunk;
    private final int panelStride;
    private final int productStride;
    private final int outputBlocks;

    /**
     * @param vertical the transform of a tile's columns
     * @param horizontal the transform of its rows, whose tiles are as wide or a multiple of it
     */
    WinogradConvolution(
            ConvolutionSpec spec,
            WinogradTransform vertical,
            WinogradTransform horizontal,
            float[] oihw,
            float[] bias) {
        this.spec = spec;
        this.vertical = vertical;
        this.horizontal = horizontal;
        this.products = vertical.inputs() * horizontal.inputs();
        int most = TRANSFORMED_FLOATS / (products * spec.inputLanes()) / ROWS * ROWS;
        this.chunk = Math.max(ROWS, Math.min(MOST_TILES, most));
        this.panelStride = chunk * spec.inputLanes() + PANEL_GAP;
        this.productStride = chunk * COLUMNS + PANEL_GAP;
        this.outputBlocks = (spec.outputLanes() + COLUMNS - 1) / COLUMNS;
        this.bias = Arrays.copyOf(bias, outputBlocks * COLUMNS);
        this.weight = transformWeights(oihw);
    }

    private float[] transformWeights(float[] oihw) {
        int window = spec.kernelHeight() * spec.kernelWidth();
        float[] packed = new float[outputBlocks * products * spec.inputLanes() * COLUMNS];
        float[] transformed = new float[products];
        for (int o = 0; o < spec.outputChannels(); o++) {
            for (int c = 0; c < spec.inputChannels(); c++) {
                int offset = (o * spec.inputChannels() + c) * window;
                vertical.filter().transform(horizontal.filter(), oihw, offset, transformed);
                for (int xi = 0; xi < products; xi++) {
                    int panel = o / COLUMNS * products + xi;
                    packed[(panel * spec.inputLanes() + c) * COLUMNS + o % COLUMNS] = transformed[xi];
                }
            }
        }
        return packed;
    }

    @Override
    public int tile() {
        return horizontal.outputs();
    }

    @Override
    public int bandRows(int height, int width) {
        return BandHeight.of(spec, width);
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int tilesWide = (width + horizontal.outputs() - 1) / horizontal.outputs();
        int tiles = tilesWide * ((rows + vertical.outputs() - 1) / vertical.outputs());
        float[] transformed = scratch.floats(TRANSFORMED, products * panelStride);
        float[] product = scratch.floats(PRODUCTS, products * productStride);
        float[] column = scratch.floats(COLUMN, vertical.inputs() * columnStride());
        for (int first = 0; first < tiles; first += chunk) {
            int last = Math.min(tiles, first + chunk);
            transformInput(input, first, last, tilesWide, transformed, column);
            for (int block = 0; block < outputBlocks; block++) {
                multiply(transformed, product, block, last - first);
                transformOutput(product, output, block, first, last, tilesWide, rows, width, column, scratch);
            }
        }
    }

    /** Floats of a row of the intermediate result: a chunk's tiles side by side, each as wide as it ever is. */
    private int columnStride() {
        return (chunk * horizontal.inputs() + spec.kernelWidth()) * LENGTH;
    }

    private void transformInput(
            PixelView input, int first, int last, int tilesWide, float[] transformed, float[] column) {
        int n = horizontal.inputs();
        int m = horizontal.outputs();
        int stride = columnStride();
        for (int tile = first; tile < last; ) {
            int across = tile % tilesWide;
            int count = Math.min(last - tile, tilesWide - across);
            int pixels = count * m + spec.kernelWidth() - 1;
            int corner = input.at(tile / tilesWide * vertical.outputs(), across * m);
            for (int c = 0; c < spec.inputLanes(); c += LENGTH) {
                vertical.input(
                        input.data(),
                        corner + c,
                        input.pixelStride(),
                        input.rowStride(),
                        pixels,
                        column,
                        0,
                        LENGTH,
                        stride);
                int to = (tile - first) * spec.inputLanes() + c;
                for (int i = 0; i < vertical.inputs(); i++) {
                    horizontal.input(
                            column,
                            i * stride,
                            m * LENGTH,
                            LENGTH,
                            count,
                            transformed,
                            to + i * n * panelStride,
                            spec.inputLanes(),
                            panelStride);
                }
            }
            tile += count;
        }
    }

    private void multiply(float[] transformed, float[] product, int block, int tiles) {
        int lanes = spec.inputLanes();
        for (int xi = 0; xi < products; xi++) {
            int b = (block * products + xi) * lanes * COLUMNS;
            for (int tile = 0; tile < tiles; tile += ROWS) {
                MicroKernel.multiply(
                        Math.min(ROWS, tiles - tile),
                        1,
                        lanes,
                        0,
                        transformed,
                        xi * panelStride + tile * lanes,
                        lanes,
                        weight,
                        b,
                        noBias,
                        0,
                        product,
                        xi * productStride + tile * COLUMNS,
                        COLUMNS);
            }
        }
    }

    private void transformOutput(
            float[] product,
            PixelView output,
            int block,
            int first,
            int last,
            int tilesWide,
            int rows,
            int width,
            float[] column,
            Scratch scratch) {
        int n = horizontal.inputs();
        int stride = columnStride();
        for (int tile = first; tile < last; ) {
            int across = tile % tilesWide;
            int count = Math.min(last - tile, tilesWide - across);
            int row = tile / tilesWide * vertical.outputs();
            int validRows = Math.min(vertical.outputs(), rows - row);
            for (int v = 0; v < COLUMNS && block * COLUMNS + v < spec.outputLanes(); v += LENGTH) {
                for (int j = 0; j < n; j++) {
                    vertical.output(
                            product,
                            j * productStride + (tile - first) * COLUMNS + v,
                            COLUMNS,
                            n * productStride,
                            count,
                            column,
                            j * LENGTH,
                            n * LENGTH,
                            stride,
                            noBias,
                            0);
                }
                for (int i = 0; i < validRows; i++) {
                    store(column, i * stride, output, row + i, across, count, width, block * COLUMNS + v, scratch);
                }
            }
            tile += count;
        }
    }

    /** Transforms back one row of {@code count} tiles; the last may reach beyond the width. */
    private void store(
            float[] column,
            int offset,
            PixelView output,
            int row,
            int across,
            int count,
            int width,
            int channel,
            Scratch scratch) {
        int n = horizontal.inputs();
        int m = horizontal.outputs();
        int whole = Math.min(count, width / m - across);
        int to = output.at(row, across * m) + channel;
        int pixelStride = output.pixelStride();
        horizontal.output(
                column,
                offset,
                n * LENGTH,
                LENGTH,
                whole,
                output.data(),
                to,
                m * pixelStride,
                pixelStride,
                bias,
                channel);
        if (whole == count) {
            return;
        }
        float[] edge = scratch.floats(EDGE, m * LENGTH);
        horizontal.output(column, offset + whole * n * LENGTH, 0, LENGTH, 1, edge, 0, 0, LENGTH, bias, channel);
        for (int i = 0; i < width % m; i++) {
            int pixel = to + (whole * m + i) * pixelStride;
            System.arraycopy(edge, i * LENGTH, output.data(), pixel, LENGTH);
        }
    }
}
