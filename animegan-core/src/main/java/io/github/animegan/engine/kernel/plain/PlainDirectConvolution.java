package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * Any convolution as a matrix product, weights times input, over a few hundred output pixels at a time: what a channel
 * has at one place of the window is a row, one pixel beside the other.
 */
final class PlainDirectConvolution implements ConvolutionKernel {
    /** Rows of input multiplied at once: they should stay in the second-level cache. */
    private static final int BLOCK_ROWS = 144;

    private final ConvolutionSpec spec;
    private final int window;
    private final int outputs;
    private final int blockChannels;
    /** {@code [block of input channels]}, each packed as {@link PlainMicroKernel} has it, channels first, then places. */
    private final float[] weight;

    private final float[] bias;

    PlainDirectConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.window = spec.kernelHeight() * spec.kernelWidth();
        this.outputs = PlainMicroKernel.paddedOutputs(spec.outputLanes());
        this.blockChannels = Math.max(1, BLOCK_ROWS / window);
        this.bias = Arrays.copyOf(bias, outputs);
        int blocks = (spec.inputChannels() + blockChannels - 1) / blockChannels;
        this.weight = new float[blocks * packedBlock()];
        for (int in = 0; in < spec.inputChannels(); in++) {
            int block = in / blockChannels;
            int reduction = channelsOf(block) * window;
            for (int out = 0; out < spec.outputChannels(); out++) {
                for (int place = 0; place < window; place++) {
                    int k = in % blockChannels * window + place;
                    weight[block * packedBlock() + PlainMicroKernel.packedIndex(reduction, k, out)] =
                            oihw[(out * spec.inputChannels() + in) * window + place];
                }
            }
        }
    }

    private int packedBlock() {
        return PlainMicroKernel.packedLength(blockChannels * window, outputs);
    }

    private int channelsOf(int block) {
        return Math.min(blockChannels, spec.inputChannels() - block * blockChannels);
    }

    @Override
    public int bandRows(int height, int width) {
        return Positions.bandRows(spec, height, width, 1);
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int stride = spec.stride();
        Positions positions = new Positions(rows, width, spec.kernelHeight(), spec.kernelWidth(), stride);
        PlanarBand band = PlanarBand.of(
                input,
                (rows - 1) * stride + spec.kernelHeight(),
                (width - 1) * stride + spec.kernelWidth(),
                spec.inputChannels(),
                positions,
                scratch);
        int chunk = positions.chunk();
        Rows memory = Rows.of(scratch);
        float[][] places = memory.get(Rows.Use.PLACES, blockChannels * window, chunk);
        float[][] result = memory.get(Rows.Use.RESULTS, outputs, chunk);
        for (int first = 0; first < positions.end(); first += chunk) {
            for (int out = 0; out < outputs; out++) {
                Arrays.fill(result[out], 0, chunk, bias[out]);
            }
            for (int block = 0; block * blockChannels < spec.inputChannels(); block++) {
                copyPlaces(band, block, first, chunk, places);
                int reduction = channelsOf(block) * window;
                for (int out = 0; out < outputs; out += PlainMicroKernel.OUTPUTS) {
                    PlainMicroKernel.add(weight, block * packedBlock(), out, places, 0, reduction, result, out, chunk);
                }
            }
            positions.forEachRun(
                    first,
                    (from, down, across, count) -> Transposition.toPixels(
                            result,
                            0,
                            spec.outputLanes(),
                            from,
                            count,
                            output.data(),
                            output.at(down, across),
                            output.pixelStride()));
        }
    }

    private void copyPlaces(PlanarBand band, int block, int first, int chunk, float[][] places) {
        for (int k = 0; k < channelsOf(block) * window; k++) {
            int channel = block * blockChannels + k / window;
            int row = k % window / spec.kernelWidth();
            band.copy(channel, row, k % spec.kernelWidth(), first, chunk, places[k]);
        }
    }
}
