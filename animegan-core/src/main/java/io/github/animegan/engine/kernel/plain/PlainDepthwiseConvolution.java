package io.github.animegan.engine.kernel.plain;

import static io.github.animegan.engine.kernel.FusedMultiplyAdd.multiplyAdd;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;

/** A convolution of each channel by itself, over chunks of a few pixels with the weights repeated for each. */
public final class PlainDepthwiseConvolution implements ConvolutionKernel {
    private static final Object INPUT = new Object();
    private static final Object SECOND = new Object();
    private static final Object THIRD = new Object();
    private static final Object RESULT = new Object();

    private final ConvolutionSpec spec;
    private final int chunkPixels;
    /** For each place of the window the channels' weights, repeated for each pixel of a chunk. */
    private final float[][] weight;

    private final float[] bias;

    /** Prepares the weights, {@code [channels, 1, kernelHeight, kernelWidth]}. */
    public PlainDepthwiseConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        int lanes = spec.inputLanes();
        this.chunkPixels = Math.max(1, PixelKernel.CHUNK / lanes);
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.weight = new float[window][chunkPixels * lanes];
        this.bias = new float[chunkPixels * lanes];
        for (int pixel = 0; pixel < chunkPixels; pixel++) {
            for (int channel = 0; channel < spec.inputChannels(); channel++) {
                this.bias[pixel * lanes + channel] = bias[channel];
                for (int place = 0; place < window; place++) {
                    weight[place][pixel * lanes + channel] = oihw[channel * window + place];
                }
            }
        }
    }

    @Override
    public int bandRows(int height, int width) {
        return 16;
    }

    @Override
    public long weightBytes() {
        return (long) Float.BYTES * weight.length * weight[0].length;
    }

    @Override
    public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
        int lanes = spec.inputLanes();
        float[] x = scratch.floats(INPUT, chunkPixels * lanes);
        float[] y = scratch.floats(SECOND, chunkPixels * lanes);
        float[] z = scratch.floats(THIRD, chunkPixels * lanes);
        float[] sum = scratch.floats(RESULT, chunkPixels * lanes);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < width; column += chunkPixels) {
                int pixels = Math.min(chunkPixels, width - column);
                System.arraycopy(bias, 0, sum, 0, pixels * lanes);
                int place = 0;
                for (; place + 3 <= weight.length; place += 3) {
                    copyChunk(input, row, column, place, pixels, x);
                    copyChunk(input, row, column, place + 1, pixels, y);
                    copyChunk(input, row, column, place + 2, pixels, z);
                    addProducts(x, y, z, weight[place], weight[place + 1], weight[place + 2], sum, pixels * lanes);
                }
                for (; place < weight.length; place++) {
                    copyChunk(input, row, column, place, pixels, x);
                    addProducts(x, weight[place], sum, pixels * lanes);
                }
                // One copy where the pixels are next to each other.
                int run = output.pixelStride() == lanes ? pixels : 1;
                for (int i = 0; i < pixels; i += run) {
                    System.arraycopy(sum, i * lanes, output.data(), output.at(row, column + i), run * lanes);
                }
            }
        }
    }

    private void copyChunk(PixelView input, int row, int column, int place, int pixels, float[] x) {
        int lanes = spec.inputLanes();
        int stride = spec.stride();
        int inputRow = row * stride + place / spec.kernelWidth();
        int inputColumn = column * stride + place % spec.kernelWidth();
        if (stride == 1) {
            System.arraycopy(input.data(), input.at(inputRow, inputColumn), x, 0, pixels * lanes);
            return;
        }
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(input.data(), input.at(inputRow, inputColumn + i * stride), x, i * lanes, lanes);
        }
    }

    private static void addProducts(
            float[] x,
            float[] y,
            float[] z,
            float[] xWeight,
            float[] yWeight,
            float[] zWeight,
            float[] sum,
            int count) {
        for (int j = 0; j < count; j++) {
            sum[j] =
                    multiplyAdd(z[j], zWeight[j], multiplyAdd(y[j], yWeight[j], multiplyAdd(x[j], xWeight[j], sum[j])));
        }
    }

    private static void addProducts(float[] x, float[] weight, float[] sum, int count) {
        for (int j = 0; j < count; j++) {
            sum[j] += x[j] * weight[j];
        }
    }
}
