package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;

/** Runs a transposed convolution and compares it with the definition, in double precision. */
final class TransposedCheck {
    /** Stands where nothing may be written. */
    private static final float GUARD = -98765.43f;

    private final TransposedSpec spec;
    private final int rows;
    private final int width;
    private final Random random;
    private final float[] iohw;
    private final float[] bias;

    /**
     * A check with random weights.
     *
     * @param rows of the output
     * @param width of the output
     */
    TransposedCheck(TransposedSpec spec, int rows, int width, Random random) {
        this.spec = spec;
        this.rows = rows;
        this.width = width;
        this.random = random;
        this.iohw = noise(
                new float[spec.inputChannels() * spec.outputChannels() * spec.kernelHeight() * spec.kernelWidth()]);
        this.bias = noise(new float[spec.outputChannels()]);
    }

    void run(Kernels kernels, Scratch scratch, double toleranceFactor) {
        ConvolutionKernel kernel = kernels.transposedConvolution(spec, iohw.clone(), bias.clone());
        PixelView input = input(kernel.tile());
        int lanes = PaddedChannels.of(spec.outputChannels());
        float[] data = new float[7 + rows * (width + 1) * lanes];
        Arrays.fill(data, GUARD);
        PixelView output = new PixelView(data, 7, (width + 1) * lanes, lanes);
        kernel.convolve(input, output, rows, width, scratch);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x++) {
                comparePixel(input, output, y, x, lanes, toleranceFactor);
            }
        }
        int untouched = 0;
        for (float value : data) {
            untouched += Float.floatToRawIntBits(value) == Float.floatToRawIntBits(GUARD) ? 1 : 0;
        }
        assertThat(untouched).as("floats that nobody asked for").isEqualTo(data.length - rows * width * lanes);
    }

    /** Just as large as the contract promises. */
    private PixelView input(int tile) {
        int lanes = PaddedChannels.of(spec.inputChannels());
        int inputRows = places(rows, tile) - 1 + spec.vertical().window();
        int inputWidth = places(width, tile) - 1 + spec.horizontal().window();
        float[] data = noise(new float[inputRows * inputWidth * lanes]);
        for (int pixel = 0; pixel < data.length; pixel += lanes) {
            Arrays.fill(data, pixel + spec.inputChannels(), pixel + lanes, 0);
        }
        return new PixelView(data, 0, inputWidth * lanes, lanes);
    }

    private int places(int outputSide, int tile) {
        int places = (outputSide + spec.stride() - 1) / spec.stride();
        return (places + tile - 1) / tile * tile;
    }

    private void comparePixel(PixelView input, PixelView output, int y, int x, int lanes, double toleranceFactor) {
        for (int lane = 0; lane < lanes; lane++) {
            double actual = output.data()[output.at(y, x) + lane];
            boolean channel = lane < spec.outputChannels();
            double[] expected = channel ? sum(input, y, x, lane) : new double[2];
            double terms = Math.max(16, spec.inputChannels() * spec.kernelHeight() * spec.kernelWidth());
            assertThat(actual)
                    .as("%s, row %d, column %d, lane %d", spec, y, x, lane)
                    .isCloseTo(expected[0], within(toleranceFactor * Math.sqrt(terms) * 0x1p-24 * expected[1]));
        }
    }

    /** An output value by the definition, and the sum of what it consists of without signs. */
    private double[] sum(PixelView input, int y, int x, int out) {
        double sum = bias[out];
        double absolute = Math.abs(bias[out]);
        for (int i = 0; i < spec.kernelHeight(); i++) {
            for (int j = 0; j < spec.kernelWidth(); j++) {
                int down = y + spec.padding() - i;
                int across = x + spec.padding() - j;
                if (Math.floorMod(down, spec.stride()) != 0 || Math.floorMod(across, spec.stride()) != 0) {
                    continue;
                }
                int row = Math.floorDiv(down, spec.stride()) + spec.vertical().before();
                int column =
                        Math.floorDiv(across, spec.stride()) + spec.horizontal().before();
                for (int in = 0; in < spec.inputChannels(); in++) {
                    int from = ((in * spec.outputChannels() + out) * spec.kernelHeight() + i) * spec.kernelWidth() + j;
                    double product = (double) iohw[from] * input.data()[input.at(row, column) + in];
                    sum += product;
                    absolute += Math.abs(product);
                }
            }
        }
        return new double[] {sum, absolute};
    }

    private float[] noise(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
