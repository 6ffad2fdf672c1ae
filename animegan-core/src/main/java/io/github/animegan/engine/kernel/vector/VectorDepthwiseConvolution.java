package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** A 3x3 convolution of each channel by itself: the weights of a vector of channels stay in nine registers. */
final class VectorDepthwiseConvolution implements ConvolutionKernel {
    static final int WINDOW = 3;

    private final ConvolutionSpec spec;
    /** {@code [9][lanes]}. */
    private final float[] weight;

    private final float[] bias;

    VectorDepthwiseConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        int lanes = spec.inputLanes();
        this.bias = Arrays.copyOf(bias, lanes);
        this.weight = new float[WINDOW * WINDOW * lanes];
        for (int c = 0; c < spec.inputChannels(); c++) {
            for (int place = 0; place < WINDOW * WINDOW; place++) {
                weight[place * lanes + c] = oihw[c * WINDOW * WINDOW + place];
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
        int step = spec.stride() * input.pixelStride();
        for (int row = 0; row < rows; row++) {
            int from = input.at(row * spec.stride(), 0);
            int to = output.at(row, 0);
            for (int c = 0; c < spec.inputLanes(); c += LENGTH) {
                row(input, from + c, step, c, output.data(), to + c, output.pixelStride(), width);
            }
        }
    }

    private void row(PixelView input, int from, int step, int c, float[] output, int to, int outputStep, int width) {
        if (width == 0) {
            return;
        }
        float[] x = input.data();
        int pixel = input.pixelStride();
        int below = input.rowStride();
        int lanes = spec.inputLanes();
        FloatVector w0 = FloatVector.fromArray(SPECIES, weight, c);
        FloatVector w1 = FloatVector.fromArray(SPECIES, weight, c + lanes);
        FloatVector w2 = FloatVector.fromArray(SPECIES, weight, c + 2 * lanes);
        FloatVector w3 = FloatVector.fromArray(SPECIES, weight, c + 3 * lanes);
        FloatVector w4 = FloatVector.fromArray(SPECIES, weight, c + 4 * lanes);
        FloatVector w5 = FloatVector.fromArray(SPECIES, weight, c + 5 * lanes);
        FloatVector w6 = FloatVector.fromArray(SPECIES, weight, c + 6 * lanes);
        FloatVector w7 = FloatVector.fromArray(SPECIES, weight, c + 7 * lanes);
        FloatVector w8 = FloatVector.fromArray(SPECIES, weight, c + 8 * lanes);
        FloatVector base = FloatVector.fromArray(SPECIES, bias, c);
        for (int i = 0; i < width; i++) {
            int a = from + i * step;
            int b = a + below;
            int d = b + below;
            FloatVector sum = FloatVector.fromArray(SPECIES, x, a).fma(w0, base);
            sum = FloatVector.fromArray(SPECIES, x, a + pixel).fma(w1, sum);
            sum = FloatVector.fromArray(SPECIES, x, a + 2 * pixel).fma(w2, sum);
            sum = FloatVector.fromArray(SPECIES, x, b).fma(w3, sum);
            sum = FloatVector.fromArray(SPECIES, x, b + pixel).fma(w4, sum);
            sum = FloatVector.fromArray(SPECIES, x, b + 2 * pixel).fma(w5, sum);
            sum = FloatVector.fromArray(SPECIES, x, d).fma(w6, sum);
            sum = FloatVector.fromArray(SPECIES, x, d + pixel).fma(w7, sum);
            sum = FloatVector.fromArray(SPECIES, x, d + 2 * pixel).fma(w8, sum);
            sum.intoArray(output, to + i * outputStep);
        }
    }
}
