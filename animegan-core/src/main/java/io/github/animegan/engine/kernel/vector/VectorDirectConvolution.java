package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.PatchKernel.ROWS;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PatchKernel;
import java.util.Arrays;

/**
 * Any convolution as a matrix product of the patches under the window with the weights. A patch is a few runs of floats,
 * one for each row of the window, so nothing is copied: {@link PatchKernel} reads overlapping patches where they
 * lie. For small windows, strides and few channels, where Winograd gains nothing and packing costs more than it gains.
 */
final class VectorDirectConvolution implements ConvolutionKernel {
    private static final Object EDGE = new Object();
    private static final Object RESULT = new Object();

    /** Pixels that one block of the weights is multiplied with while it is in the cache. */
    private static final int CHUNK = 16 * ROWS;

    private final ConvolutionSpec spec;
    /** {@code [output block][kernel row][kernel column * input lane][column]}. */
    private final float[] weight;

    private final float[] bias;
    private final int run;
    private final ColumnBlocks blocks;

    VectorDirectConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.run = spec.kernelWidth() * spec.inputLanes();
        this.blocks = ColumnBlocks.of(spec.outputLanes());
        this.bias = Arrays.copyOf(bias, blocks.columns());
        int reduction = spec.kernelHeight() * run;
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.weight = new float[blocks.columns() * reduction];
        for (int o = 0; o < spec.outputChannels(); o++) {
            for (int c = 0; c < spec.inputChannels(); c++) {
                for (int place = 0; place < window; place++) {
                    int k = place * spec.inputLanes() + c;
                    weight[blocks.packedIndex(reduction, k, o)] = oihw[(o * spec.inputChannels() + c) * window + place];
                }
            }
        }
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
        boolean pixelwise = run == spec.inputLanes() && spec.kernelHeight() == 1 && spec.stride() == 1;
        if (pixelwise && input.isSeamless(width) && output.isSeamless(width)) {
            row(input, 0, output, rows * width, scratch);
            return;
        }
        for (int row = 0; row < rows; row++) {
            row(input, row, output, width, scratch);
        }
    }

    private void row(PixelView input, int row, PixelView output, int width, Scratch scratch) {
        if (width < ROWS) {
            narrowRow(input, row, output, width, scratch);
            return;
        }
        for (int from = 0; from < width; from += CHUNK) {
            int to = Math.min(width, from + CHUNK);
            for (int block = 0; block < blocks.count(); block++) {
                for (int column = from; column < to; column += ROWS) {
                    // The last twelve pixels of a row may compute some for the second time.
                    int first = Math.min(column, width - ROWS);
                    int at = input.at(row * spec.stride(), first * spec.stride());
                    multiply(input.data(), at, input.rowStride(), block, output, row, first, ROWS, scratch);
                }
            }
        }
    }

    /** A row of fewer than twelve pixels, from a copy of its input that is wide enough for twelve. */
    private void narrowRow(PixelView input, int row, PixelView output, int width, Scratch scratch) {
        int lanes = spec.inputLanes();
        int stride = (ROWS - 1) * spec.stride() * lanes + run;
        int length = (width - 1) * spec.stride() * lanes + run;
        float[] copy = scratch.floats(EDGE, stride * spec.kernelHeight());
        for (int y = 0; y < spec.kernelHeight(); y++) {
            System.arraycopy(input.data(), input.at(row * spec.stride() + y, 0), copy, y * stride, length);
            Arrays.fill(copy, y * stride + length, (y + 1) * stride, 0);
        }
        for (int block = 0; block < blocks.count(); block++) {
            multiply(copy, 0, stride, block, output, row, 0, width, scratch);
        }
    }

    /** Multiplies twelve patches; to where they belong if all are wanted, as wide as the block. */
    private void multiply(
            float[] input,
            int offset,
            int rowStride,
            int block,
            PixelView output,
            int row,
            int column,
            int wanted,
            Scratch scratch) {
        int channel = blocks.first(block);
        int columns = blocks.columns(block);
        int lanes = blocks.channels(block);
        boolean straight = wanted == ROWS && lanes == columns;
        float[] target = straight ? output.data() : scratch.floats(RESULT, ROWS * columns);
        PatchKernel.multiply(
                ROWS,
                columns,
                spec.kernelHeight(),
                run,
                rowStride,
                input,
                offset,
                spec.stride() * spec.inputLanes(),
                weight,
                channel * spec.kernelHeight() * run,
                bias,
                channel,
                target,
                straight ? output.at(row, column) + channel : 0,
                straight ? output.pixelStride() : columns);
        if (straight) {
            return;
        }
        for (int i = 0; i < wanted; i++) {
            System.arraycopy(target, i * columns, output.data(), output.at(row, column + i) + channel, lanes);
        }
    }
}
