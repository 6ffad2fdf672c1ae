package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.PanelProduct.COLUMNS;
import static io.github.animegan.engine.kernel.vector.PanelProduct.ROWS;
import static io.github.animegan.engine.kernel.vector.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.Simd.LENGTH;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * Any convolution as a matrix product: the patches under the window of a few dozen pixels, packed to a panel, times the
 * weights. For small windows, strides and few input channels, where Winograd gains nothing.
 */
final class DirectConvolution implements ConvolutionKernel {
    private static final Object PANEL = new Object();
    private static final Object RESULT = new Object();
    /** A panel should fit half of a core's second-level cache. */
    private static final int PANEL_FLOATS = 100_000;

    private static final int MOST_PIXELS = 8 * ROWS;

    private final ConvolutionSpec spec;
    /** {@code [output block][reduction][COLUMNS]}. */
    private final float[] weight;

    private final float[] bias;
    private final int blocks;
    private final int outputBlocks;
    private final int chunk;

    DirectConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.blocks = PanelProduct.blocks(window * spec.inputLanes());
        this.outputBlocks = (spec.outputLanes() + COLUMNS - 1) / COLUMNS;
        int most = PANEL_FLOATS / (blocks * BLOCK) / ROWS * ROWS;
        this.chunk = Math.max(ROWS, Math.min(MOST_PIXELS, most));
        this.bias = Arrays.copyOf(bias, outputBlocks * COLUMNS);
        this.weight = new float[outputBlocks * blocks * BLOCK * COLUMNS];
        for (int o = 0; o < spec.outputChannels(); o++) {
            for (int c = 0; c < spec.inputChannels(); c++) {
                for (int place = 0; place < window; place++) {
                    int k = o / COLUMNS * blocks * BLOCK + place * spec.inputLanes() + c;
                    weight[k * COLUMNS + o % COLUMNS] = oihw[(o * spec.inputChannels() + c) * window + place];
                }
            }
        }
    }

    @Override
    public int bandRows(int height, int width) {
        return Bands.rows(spec, height, width, 1);
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        float[] panel = scratch.floats(PANEL, chunk * blocks * BLOCK);
        float[] result = scratch.floats(RESULT, ROWS * COLUMNS);
        int pixels = rows * width;
        for (int first = 0; first < pixels; first += chunk) {
            int count = Math.min(chunk, pixels - first);
            pack(input, first, count, width, panel);
            for (int block = 0; block < outputBlocks; block++) {
                for (int pixel = 0; pixel < count; pixel += ROWS) {
                    multiply(panel, block, pixel, first, count, width, output, result);
                }
            }
        }
    }

    /** Multiplies twelve pixels; to where they belong if they are all there, in one row, and as wide as the block. */
    private void multiply(
            float[] panel, int block, int pixel, int first, int count, int width, PixelView output, float[] result) {
        int lanes = Math.min(COLUMNS, spec.outputLanes() - block * COLUMNS);
        int there = Math.min(ROWS, count - pixel);
        int column = (first + pixel) % width;
        boolean straight = lanes == COLUMNS && there == ROWS && column + ROWS <= width;
        int to = output.at((first + pixel) / width, column) + block * COLUMNS;
        PanelProduct.multiply(
                blocks,
                chunk * BLOCK,
                panel,
                pixel * BLOCK,
                weight,
                block * blocks * BLOCK * COLUMNS,
                bias,
                block * COLUMNS,
                straight ? output.data() : result,
                straight ? to : 0,
                straight ? output.pixelStride() : COLUMNS);
        if (straight) {
            return;
        }
        for (int i = 0; i < there; i++) {
            int at = first + pixel + i;
            int target = output.at(at / width, at % width) + block * COLUMNS;
            System.arraycopy(result, i * COLUMNS, output.data(), target, lanes);
        }
    }

    private void pack(PixelView input, int first, int count, int width, float[] panel) {
        int run = spec.kernelWidth() * spec.inputLanes();
        for (int i = 0; i < count; i++) {
            int at = first + i;
            int from = input.at(at / width * spec.stride(), at % width * spec.stride());
            for (int y = 0; y < spec.kernelHeight(); y++) {
                if (run % BLOCK == 0) {
                    copyBlocks(input.data(), from, panel, (y * run / BLOCK * chunk + i) * BLOCK, run / BLOCK);
                } else {
                    copyAcrossBlocks(input.data(), from, panel, i, y * run, run);
                }
                from += input.rowStride();
            }
            int length = spec.kernelHeight() * run;
            for (int k = length; k < blocks * BLOCK; k++) {
                panel[(k / BLOCK * chunk + i) * BLOCK + k % BLOCK] = 0;
            }
        }
    }

    private void copyBlocks(float[] source, int offset, float[] panel, int to, int count) {
        int stride = chunk * BLOCK;
        for (int block = 0; block < count; block++) {
            int from = offset + block * BLOCK;
            for (int v = 0; v < BLOCK; v += LENGTH) {
                Simd.copy(source, from + v, panel, to + block * stride + v);
            }
        }
    }

    private void copyAcrossBlocks(float[] source, int offset, float[] panel, int pixel, int k, int run) {
        for (int done = 0; done < run; ) {
            int within = (k + done) % BLOCK;
            int length = Math.min(BLOCK - within, run - done);
            int to = ((k + done) / BLOCK * chunk + pixel) * BLOCK + within;
            System.arraycopy(source, offset + done, panel, to, length);
            done += length;
        }
    }
}
