package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.PanelKernel.ROWS;
import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import io.github.animegan.engine.kernel.vector.product.Simd;
import java.util.Arrays;

/**
 * A 1x1 convolution to many channels: a matrix product of pixels with the weights. The pixels are packed to panels, which their
 * many products pay for.
 */
final class VectorPixelwiseConvolution implements ConvolutionKernel {
    private static final Object PANELS = new Object();
    private static final Object RESULT = new Object();

    /** Pixels that one block of the weights is multiplied with while it is in the cache. */
    private static final int CHUNK = 16 * ROWS;

    private final ConvolutionSpec spec;
    /** {@code [output block][input lane][column]}. */
    private final float[] weight;

    private final float[] bias;
    private final ColumnBlocks blocks;

    /** A convolution whose lanes, of input and output, are whole {@link Simd#BLOCK blocks}. */
    VectorPixelwiseConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.blocks = ColumnBlocks.of(spec.outputLanes());
        this.bias = Arrays.copyOf(bias, blocks.columns());
        this.weight = new float[blocks.columns() * spec.inputLanes()];
        for (int o = 0; o < spec.outputChannels(); o++) {
            for (int c = 0; c < spec.inputChannels(); c++) {
                weight[blocks.packedIndex(spec.inputLanes(), c, o)] = oihw[o * spec.inputChannels() + c];
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
        if (input.isSeamless(width) && output.isSeamless(width)) {
            row(input, output, 0, rows * width, scratch);
            return;
        }
        for (int row = 0; row < rows; row++) {
            row(input, output, row, width, scratch);
        }
    }

    private void row(PixelView input, PixelView output, int row, int width, Scratch scratch) {
        float[] panels = scratch.floats(PANELS, CHUNK * spec.inputLanes());
        for (int from = 0; from < width; from += CHUNK) {
            int to = Math.min(width, from + CHUNK);
            for (int first = from; first < to; first += ROWS) {
                int pixels = Math.min(ROWS, to - first);
                int panel = (first - from) * spec.inputLanes();
                pack(input.data(), input.at(row, first), input.pixelStride(), pixels, spec.inputLanes(), panels, panel);
            }
            for (int block = 0; block < blocks.count(); block++) {
                multiply(panels, block, output, row, from, to, scratch);
            }
        }
    }

    /** Copies pixels to a panel, whose other rows keep what they hold. */
    static void pack(float[] input, int offset, int pixelStride, int pixels, int lanes, float[] panels, int to) {
        for (int c = 0; c < lanes; c += BLOCK) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                int from = offset + pixel * pixelStride + c;
                for (int v = 0; v < BLOCK; v += LENGTH) {
                    Simd.copy(input, from + v, panels, to + PanelKernel.index(pixel, c + v, lanes));
                }
            }
        }
    }

    /** The channels of a block of some pixels, to where they belong; by way of an array where fewer than a panel's are wanted. */
    private void multiply(float[] panels, int block, PixelView output, int row, int from, int to, Scratch scratch) {
        int channel = blocks.first(block);
        int columns = blocks.columns(block);
        for (int first = from; first < to; first += ROWS) {
            int wanted = Math.min(ROWS, to - first);
            boolean isWhole = wanted == ROWS;
            float[] target = isWhole ? output.data() : scratch.floats(RESULT, ROWS * columns);
            PanelKernel.multiply(
                    wanted,
                    columns,
                    spec.inputLanes(),
                    panels,
                    (first - from) * spec.inputLanes(),
                    spec.inputLanes(),
                    weight,
                    channel * spec.inputLanes(),
                    bias,
                    channel,
                    target,
                    isWhole ? output.at(row, first) + channel : 0,
                    isWhole ? output.pixelStride() : columns);
            for (int i = 0; i < wanted && !isWhole; i++) {
                System.arraycopy(target, i * columns, output.data(), output.at(row, first + i) + channel, columns);
            }
        }
    }
}
