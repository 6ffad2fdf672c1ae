package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;

/**
 * Runs a convolution case as an engine would, and compares the whole output array: the values with
 * {@link NaiveConvolution}, the lanes past the channels with zero, and everything that was not asked for with what it
 * held before.
 */
final class ConvolutionCheck {
    /** Stands where nothing may be written. */
    private static final float GUARD = -98765.43f;

    private final ConvolutionCase convolution;
    private final float[] weight;
    private final float[] bias;
    private final Random random;
    private final ConvolutionKernel kernel;
    private final PixelView input;
    private final NaiveConvolution expected;

    ConvolutionCheck(Kernels kernels, ConvolutionCase convolution, Random random) {
        this.convolution = convolution;
        this.random = random;
        ConvolutionSpec spec = convolution.spec();
        int window = spec.kernelHeight() * spec.kernelWidth();
        this.weight = noise(new float[spec.outputChannels() * (spec.reductionLength() / window) * window]);
        this.bias = convolution.bias() ? noise(new float[spec.outputChannels()]) : new float[spec.outputChannels()];
        float[] lentWeight = weight.clone();
        float[] lentBias = bias.clone();
        this.kernel = kernels.convolution(spec, lentWeight, lentBias);
        // They are not the kernel's to keep.
        Arrays.fill(lentWeight, Float.NaN);
        Arrays.fill(lentBias, Float.NaN);
        this.input = input();
        this.expected = NaiveConvolution.of(spec, weight, bias, input, convolution.rows(), convolution.width());
    }

    /** Checks one call. May be called by several threads at once. */
    void run(Scratch scratch, double toleranceFactor) {
        PixelView output = output();
        kernel.convolve(input, output, convolution.rows(), convolution.width(), scratch);
        compare(output, toleranceFactor);
    }

    /** Compares the bits of one call with those of many, each for a band of rows that starts with a tile. */
    void runInBands(Scratch scratch) {
        PixelView whole = output();
        kernel.convolve(input, whole, convolution.rows(), convolution.width(), scratch);
        for (int tiles = 1; tiles <= 3; tiles++) {
            PixelView banded = output();
            int height = tiles * kernel.tile();
            for (int row = 0; row < convolution.rows(); row += height) {
                kernel.convolve(
                        from(input, row * convolution.spec().stride()),
                        from(banded, row),
                        Math.min(height, convolution.rows() - row),
                        convolution.width(),
                        scratch);
            }
            for (int i = 0; i < whole.data().length; i++) {
                if (Float.floatToRawIntBits(whole.data()[i]) != Float.floatToRawIntBits(banded.data()[i])) {
                    fail("%s: %d floats after the first pixel: %s in one call, but %s in bands of %d rows"
                            .formatted(convolution, i - whole.offset(), whole.data()[i], banded.data()[i], height));
                }
            }
        }
    }

    private static PixelView from(PixelView view, int row) {
        return new PixelView(view.data(), view.at(row, 0), view.rowStride(), view.pixelStride());
    }

    /** A call that leaves NaN in the scratch, wherever the kernel puts its working values there. */
    void poison(Scratch scratch) {
        float[] bad = new float[input.data().length];
        Arrays.fill(bad, Float.NaN);
        PixelView badInput = new PixelView(bad, input.offset(), input.rowStride(), input.pixelStride());
        kernel.convolve(badInput, output(), convolution.rows(), convolution.width(), scratch);
    }

    /**
     * The input just as large as the contract promises and not a float larger: noise also where the kernel reads only
     * for the sake of whole tiles; zeros past the channels; NaN before the first pixel.
     */
    private PixelView input() {
        ConvolutionSpec spec = convolution.spec();
        int lanes = spec.inputLanes();
        int neededRows = inputSide(convolution.rows(), spec.kernelHeight());
        int neededWidth = inputSide(convolution.width(), spec.kernelWidth());
        int rows = inputSide(roundUp(convolution.rows()), spec.kernelHeight());
        int width = inputSide(roundUp(convolution.width()), spec.kernelWidth());
        int rowStride = (width + random.nextInt(3)) * lanes;
        int offset = random.nextInt(40);
        float[] data = noise(new float[offset + (rows - 1) * rowStride + width * lanes]);
        Arrays.fill(data, 0, offset, Float.NaN);
        PixelView view = new PixelView(data, offset, rowStride, lanes);
        int first = view.at(0, 0);
        for (int y = 0; y < neededRows; y++) {
            for (int x = 0; x < neededWidth; x++) {
                int pixel = view.at(y, x);
                Arrays.fill(data, pixel + spec.inputChannels(), pixel + lanes, 0);
                if (convolution.constantInput()) {
                    System.arraycopy(data, first, data, pixel, lanes);
                }
            }
        }
        return view;
    }

    private int inputSide(int outputSide, int kernelSide) {
        return Math.max(0, outputSide - 1) * convolution.spec().stride() + kernelSide;
    }

    private int roundUp(int side) {
        return (side + kernel.tile() - 1) / kernel.tile() * kernel.tile();
    }

    private PixelView output() {
        int pixelStride = convolution.step() * convolution.spec().outputLanes();
        int rowStride = (convolution.width() + 2) * pixelStride;
        float[] data = new float[17 + (convolution.rows() + 1) * rowStride];
        Arrays.fill(data, GUARD);
        return new PixelView(data, 17, rowStride, pixelStride);
    }

    private void compare(PixelView output, double toleranceFactor) {
        ConvolutionSpec spec = convolution.spec();
        double tolerance = expected.tolerance(spec, toleranceFactor);
        float[] rest = output.data().clone();
        int from = 0;
        for (int y = 0; y < convolution.rows(); y++) {
            for (int x = 0; x < convolution.width(); x++) {
                for (int lane = 0; lane < spec.outputLanes(); lane++) {
                    int index = output.at(y, x) + lane;
                    double value = lane < spec.outputChannels() ? expected.values()[from++] : 0;
                    double allowed = lane < spec.outputChannels() ? tolerance : 0;
                    // Not "> allowed", which NaN would pass.
                    if (!(Math.abs(output.data()[index] - value) <= allowed)) {
                        fail("%s: row %d, column %d, lane %d: expected %s within %s, but was %s"
                                .formatted(convolution, y, x, lane, value, allowed, output.data()[index]));
                    }
                    rest[index] = GUARD;
                }
            }
        }
        for (int i = 0; i < rest.length; i++) {
            if (Float.floatToRawIntBits(rest[i]) != Float.floatToRawIntBits(GUARD)) {
                fail("%s: wrote %s at %d, %d floats after the first pixel, where nothing was asked for"
                        .formatted(convolution, rest[i], i, i - output.offset()));
            }
        }
    }

    private float[] noise(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
