package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * A convolution to few channels, such as the last one of a generator, to three: the lanes of a vector are input
 * channels, and are summed up at the end. Eight pixels by three channels are 24 accumulators, for CPUs with 512-bit vectors and 32
 * registers; the others compute four pixels at once.
 */
final class VectorFewOutputsConvolution implements ConvolutionKernel {
    private static final Object SUMS = new Object();
    private static final Object EDGE = new Object();
    private static final int PIXELS = LENGTH == BLOCK ? 8 : 4;
    private static final int OUTPUTS = 3;
    private static final int SUM_FLOATS = PIXELS * OUTPUTS * LENGTH;
    /** The lanes that are added one by one. */
    private static final int FOLDED = Math.min(LENGTH, 4);

    private final ConvolutionSpec spec;
    /** {@code [output group][window place][input vector][OUTPUTS][LENGTH]}. */
    private final float[] weight;

    private final float[] bias;
    private final int groups;
    private final int groupFloats;

    VectorFewOutputsConvolution(ConvolutionSpec spec, float[] oihw, float[] bias) {
        this.spec = spec;
        this.groups = (spec.outputChannels() + OUTPUTS - 1) / OUTPUTS;
        this.bias = Arrays.copyOf(bias, groups * OUTPUTS);
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.groupFloats = window * spec.inputLanes() * OUTPUTS;
        this.weight = new float[groups * groupFloats];
        for (int o = 0; o < spec.outputChannels(); o++) {
            for (int c = 0; c < spec.inputChannels(); c++) {
                for (int place = 0; place < window; place++) {
                    int vector = (place * spec.inputLanes() + c) / LENGTH;
                    int at = o / OUTPUTS * groupFloats + (vector * OUTPUTS + o % OUTPUTS) * LENGTH + c % LENGTH;
                    weight[at] = oihw[(o * spec.inputChannels() + c) * window + place];
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
        float[] sums = scratch.floats(SUMS, SUM_FLOATS + LENGTH / 2);
        for (int row = 0; row < rows; row++) {
            int column = 0;
            for (; column + PIXELS <= width; column += PIXELS) {
                pixels(input.data(), input.at(row, column), input.rowStride(), sums, output, row, column, PIXELS);
            }
            if (column < width) {
                edge(input, output, row, column, width - column, sums, scratch);
            }
        }
    }

    /** The last pixels of a row, from a copy of their input that is wide enough for all of them. */
    private void edge(
            PixelView input, PixelView output, int row, int column, int count, float[] sums, Scratch scratch) {
        int stride = (PIXELS + spec.kernelWidth() - 1) * spec.inputLanes();
        float[] copy = scratch.floats(EDGE, stride * spec.kernelHeight());
        int length = (count + spec.kernelWidth() - 1) * spec.inputLanes();
        for (int y = 0; y < spec.kernelHeight(); y++) {
            System.arraycopy(input.data(), input.at(row + y, column), copy, y * stride, length);
            Arrays.fill(copy, y * stride + length, (y + 1) * stride, 0);
        }
        pixels(copy, 0, stride, sums, output, row, column, count);
    }

    private void pixels(
            float[] input, int offset, int rowStride, float[] sums, PixelView output, int row, int column, int count) {
        int run = spec.kernelWidth() * spec.inputLanes();
        for (int group = 0; group < groups; group++) {
            int from = group * groupFloats;
            reduce(input, offset, rowStride, spec.inputLanes(), spec.kernelHeight(), run, weight, from, sums);
            fold(sums, SUM_FLOATS);
            int channels = Math.min(OUTPUTS, spec.outputChannels() - group * OUTPUTS);
            for (int pixel = 0; pixel < count; pixel++) {
                int to = output.at(row, column + pixel) + group * OUTPUTS;
                for (int c = 0; c < channels; c++) {
                    output.data()[to + c] = bias[group * OUTPUTS + c] + total(sums, (pixel * OUTPUTS + c) * LENGTH);
                }
            }
        }
    }

    /**
     * Adds the second half of the lanes of each sum to the first, and again, until {@link #FOLDED} are left. Whole vectors are added, the
     * lanes past the half to what lies behind, which nobody reads.
     */
    static void fold(float[] sums, int floats) {
        for (int half = LENGTH / 2; half >= FOLDED; half /= 2) {
            for (int at = 0; at < floats; at += LENGTH) {
                FloatVector.fromArray(SPECIES, sums, at)
                        .add(FloatVector.fromArray(SPECIES, sums, at + half))
                        .intoArray(sums, at);
            }
        }
    }

    private static float total(float[] sums, int at) {
        float pair = sums[at] + sums[at + 1];
        return FOLDED == 2 ? pair : pair + (sums[at + 2] + sums[at + 3]);
    }

    /**
     * Sums up products lane by lane: {@code rows} runs of {@code run} floats for each of the pixels. An idle call of an {@link
     * io.github.animegan.engine.kernel.Exercise} has no rows, and writes nothing.
     */
    static void reduce(
            float[] input,
            int offset,
            int rowStride,
            int pixelStride,
            int rows,
            int run,
            float[] weight,
            int weightOffset,
            float[] sums) {
        if (PIXELS == 8) {
            eight(input, offset, rowStride, pixelStride, rows, run, weight, weightOffset, sums);
        } else {
            four(input, offset, rowStride, pixelStride, rows, run, weight, weightOffset, sums);
        }
    }

    // Unrolled by src/main/kernels/unroll.py:
    /** Eight pixels. */
    private static void eight(
            float[] input,
            int offset,
            int rowStride,
            int pixelStride,
            int rows,
            int run,
            float[] weight,
            int weightOffset,
            float[] sums) {
        if (rows == 0) {
            return; // An idle call of an exercise.
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector p0o0 = zero;
        FloatVector p0o1 = zero;
        FloatVector p0o2 = zero;
        FloatVector p1o0 = zero;
        FloatVector p1o1 = zero;
        FloatVector p1o2 = zero;
        FloatVector p2o0 = zero;
        FloatVector p2o1 = zero;
        FloatVector p2o2 = zero;
        FloatVector p3o0 = zero;
        FloatVector p3o1 = zero;
        FloatVector p3o2 = zero;
        FloatVector p4o0 = zero;
        FloatVector p4o1 = zero;
        FloatVector p4o2 = zero;
        FloatVector p5o0 = zero;
        FloatVector p5o1 = zero;
        FloatVector p5o2 = zero;
        FloatVector p6o0 = zero;
        FloatVector p6o1 = zero;
        FloatVector p6o2 = zero;
        FloatVector p7o0 = zero;
        FloatVector p7o1 = zero;
        FloatVector p7o2 = zero;
        int wi = weightOffset;
        int row = 0;
        do {
            int xi = offset + row * rowStride;
            int end = xi + run;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, weight, wi);
                FloatVector w1 = FloatVector.fromArray(SPECIES, weight, wi + LENGTH);
                FloatVector w2 = FloatVector.fromArray(SPECIES, weight, wi + 2 * LENGTH);
                FloatVector x0 = FloatVector.fromArray(SPECIES, input, xi);
                p0o0 = x0.fma(w0, p0o0);
                p0o1 = x0.fma(w1, p0o1);
                p0o2 = x0.fma(w2, p0o2);
                FloatVector x1 = FloatVector.fromArray(SPECIES, input, xi + pixelStride);
                p1o0 = x1.fma(w0, p1o0);
                p1o1 = x1.fma(w1, p1o1);
                p1o2 = x1.fma(w2, p1o2);
                FloatVector x2 = FloatVector.fromArray(SPECIES, input, xi + 2 * pixelStride);
                p2o0 = x2.fma(w0, p2o0);
                p2o1 = x2.fma(w1, p2o1);
                p2o2 = x2.fma(w2, p2o2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, input, xi + 3 * pixelStride);
                p3o0 = x3.fma(w0, p3o0);
                p3o1 = x3.fma(w1, p3o1);
                p3o2 = x3.fma(w2, p3o2);
                FloatVector x4 = FloatVector.fromArray(SPECIES, input, xi + 4 * pixelStride);
                p4o0 = x4.fma(w0, p4o0);
                p4o1 = x4.fma(w1, p4o1);
                p4o2 = x4.fma(w2, p4o2);
                FloatVector x5 = FloatVector.fromArray(SPECIES, input, xi + 5 * pixelStride);
                p5o0 = x5.fma(w0, p5o0);
                p5o1 = x5.fma(w1, p5o1);
                p5o2 = x5.fma(w2, p5o2);
                FloatVector x6 = FloatVector.fromArray(SPECIES, input, xi + 6 * pixelStride);
                p6o0 = x6.fma(w0, p6o0);
                p6o1 = x6.fma(w1, p6o1);
                p6o2 = x6.fma(w2, p6o2);
                FloatVector x7 = FloatVector.fromArray(SPECIES, input, xi + 7 * pixelStride);
                p7o0 = x7.fma(w0, p7o0);
                p7o1 = x7.fma(w1, p7o1);
                p7o2 = x7.fma(w2, p7o2);
                xi += LENGTH;
                wi += OUTPUTS * LENGTH;
            } while (xi < end);
        } while (++row < rows);
        p0o0.intoArray(sums, 0);
        p0o1.intoArray(sums, LENGTH);
        p0o2.intoArray(sums, 2 * LENGTH);
        p1o0.intoArray(sums, 3 * LENGTH);
        p1o1.intoArray(sums, 4 * LENGTH);
        p1o2.intoArray(sums, 5 * LENGTH);
        p2o0.intoArray(sums, 6 * LENGTH);
        p2o1.intoArray(sums, 7 * LENGTH);
        p2o2.intoArray(sums, 8 * LENGTH);
        p3o0.intoArray(sums, 9 * LENGTH);
        p3o1.intoArray(sums, 10 * LENGTH);
        p3o2.intoArray(sums, 11 * LENGTH);
        p4o0.intoArray(sums, 12 * LENGTH);
        p4o1.intoArray(sums, 13 * LENGTH);
        p4o2.intoArray(sums, 14 * LENGTH);
        p5o0.intoArray(sums, 15 * LENGTH);
        p5o1.intoArray(sums, 16 * LENGTH);
        p5o2.intoArray(sums, 17 * LENGTH);
        p6o0.intoArray(sums, 18 * LENGTH);
        p6o1.intoArray(sums, 19 * LENGTH);
        p6o2.intoArray(sums, 20 * LENGTH);
        p7o0.intoArray(sums, 21 * LENGTH);
        p7o1.intoArray(sums, 22 * LENGTH);
        p7o2.intoArray(sums, 23 * LENGTH);
    }

    /** Four pixels. */
    private static void four(
            float[] input,
            int offset,
            int rowStride,
            int pixelStride,
            int rows,
            int run,
            float[] weight,
            int weightOffset,
            float[] sums) {
        if (rows == 0) {
            return; // An idle call of an exercise.
        }
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector p0o0 = zero;
        FloatVector p0o1 = zero;
        FloatVector p0o2 = zero;
        FloatVector p1o0 = zero;
        FloatVector p1o1 = zero;
        FloatVector p1o2 = zero;
        FloatVector p2o0 = zero;
        FloatVector p2o1 = zero;
        FloatVector p2o2 = zero;
        FloatVector p3o0 = zero;
        FloatVector p3o1 = zero;
        FloatVector p3o2 = zero;
        int wi = weightOffset;
        int row = 0;
        do {
            int xi = offset + row * rowStride;
            int end = xi + run;
            do {
                FloatVector w0 = FloatVector.fromArray(SPECIES, weight, wi);
                FloatVector w1 = FloatVector.fromArray(SPECIES, weight, wi + LENGTH);
                FloatVector w2 = FloatVector.fromArray(SPECIES, weight, wi + 2 * LENGTH);
                FloatVector x0 = FloatVector.fromArray(SPECIES, input, xi);
                p0o0 = x0.fma(w0, p0o0);
                p0o1 = x0.fma(w1, p0o1);
                p0o2 = x0.fma(w2, p0o2);
                FloatVector x1 = FloatVector.fromArray(SPECIES, input, xi + pixelStride);
                p1o0 = x1.fma(w0, p1o0);
                p1o1 = x1.fma(w1, p1o1);
                p1o2 = x1.fma(w2, p1o2);
                FloatVector x2 = FloatVector.fromArray(SPECIES, input, xi + 2 * pixelStride);
                p2o0 = x2.fma(w0, p2o0);
                p2o1 = x2.fma(w1, p2o1);
                p2o2 = x2.fma(w2, p2o2);
                FloatVector x3 = FloatVector.fromArray(SPECIES, input, xi + 3 * pixelStride);
                p3o0 = x3.fma(w0, p3o0);
                p3o1 = x3.fma(w1, p3o1);
                p3o2 = x3.fma(w2, p3o2);
                xi += LENGTH;
                wi += OUTPUTS * LENGTH;
            } while (xi < end);
        } while (++row < rows);
        p0o0.intoArray(sums, 0);
        p0o1.intoArray(sums, LENGTH);
        p0o2.intoArray(sums, 2 * LENGTH);
        p1o0.intoArray(sums, 3 * LENGTH);
        p1o1.intoArray(sums, 4 * LENGTH);
        p1o2.intoArray(sums, 5 * LENGTH);
        p2o0.intoArray(sums, 6 * LENGTH);
        p2o1.intoArray(sums, 7 * LENGTH);
        p2o2.intoArray(sums, 8 * LENGTH);
        p3o0.intoArray(sums, 9 * LENGTH);
        p3o1.intoArray(sums, 10 * LENGTH);
        p3o2.intoArray(sums, 11 * LENGTH);
    }
    // End of what is unrolled.
}
