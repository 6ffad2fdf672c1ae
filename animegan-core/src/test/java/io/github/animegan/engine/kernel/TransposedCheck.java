package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Runs a transposed convolution and compares each of its phases with {@link NaiveConvolution}. */
final class TransposedCheck {
    private static final int WINDOW = 2;
    /** Stands where nothing may be written. */
    private static final float GUARD = -98765.43f;

    private final int scale;
    private final int rows;
    private final int width;
    private final Random random;
    private final List<ConvolutionPhase> phases = new ArrayList<>();
    private final float[] bias;

    /**
     * @param mostTaps of a phase, down and across: 1 or 2
     * @param late whether the phases of remainder 0 see the window's last row and column instead of the first
     * @param rows of the output
     * @param width of the output
     */
    TransposedCheck(int in, int out, int scale, int mostTaps, boolean late, int rows, int width, Random random) {
        this.scale = scale;
        this.rows = rows;
        this.width = width;
        this.random = random;
        this.bias = noise(new float[out]);
        for (int y = 0; y < scale; y++) {
            for (int x = 0; x < scale; x++) {
                ConvolutionSpec spec = new ConvolutionSpec(in, out, taps(y, mostTaps), taps(x, mostTaps), 1, false);
                float[] weight = noise(new float[out * spec.reductionLength()]);
                int inputRow = late ? WINDOW - taps(y, mostTaps) : 0;
                int inputColumn = late ? WINDOW - taps(x, mostTaps) : 0;
                phases.add(new ConvolutionPhase(spec, weight, inputRow, inputColumn, y, x));
            }
        }
    }

    /** As those of a window of 3x3 with stride 2: one tap for even places, two for odd ones. */
    private static int taps(int remainder, int most) {
        return remainder == 0 ? 1 : most;
    }

    void run(Kernels kernels, Scratch scratch, double toleranceFactor) {
        ConvolutionKernel kernel = kernels.transposedConvolution(phases, scale, bias.clone());
        ConvolutionSpec spec = phases.get(0).spec();
        PixelView input = input(spec, kernel.tile());
        int outputLanes = spec.outputLanes();
        float[] data = new float[7 + rows * (width + 1) * outputLanes];
        Arrays.fill(data, GUARD);
        PixelView output = new PixelView(data, 7, (width + 1) * outputLanes, outputLanes);
        kernel.convolve(input, output, rows, width, scratch);
        int written = 0;
        for (ConvolutionPhase phase : phases) {
            written += compare(phase, input, output, toleranceFactor);
        }
        int untouched = 0;
        for (float value : data) {
            untouched += Float.floatToRawIntBits(value) == Float.floatToRawIntBits(GUARD) ? 1 : 0;
        }
        assertThat(untouched).as("floats that nobody asked for").isEqualTo(data.length - written * outputLanes);
    }

    /** Just as large as the contract promises. */
    private PixelView input(ConvolutionSpec spec, int tile) {
        int lanes = spec.inputLanes();
        int places = (rows + scale - 1) / scale;
        int placesAcross = (width + scale - 1) / scale;
        int inputRows = (places + tile - 1) / tile * tile - 1 + WINDOW;
        int inputWidth = (placesAcross + tile - 1) / tile * tile - 1 + WINDOW;
        float[] data = noise(new float[inputRows * inputWidth * lanes]);
        for (int pixel = 0; pixel < data.length; pixel += lanes) {
            Arrays.fill(data, pixel + spec.inputChannels(), pixel + lanes, 0);
        }
        return new PixelView(data, 0, inputWidth * lanes, lanes);
    }

    /** Returns how many pixels the phase has. */
    private int compare(ConvolutionPhase phase, PixelView input, PixelView output, double toleranceFactor) {
        ConvolutionSpec spec = phase.spec();
        int itsRows = (rows - phase.outputRow() + scale - 1) / scale;
        int itsWidth = (width - phase.outputColumn() + scale - 1) / scale;
        PixelView seen = input.phase(phase.inputRow(), phase.inputColumn(), 1);
        PixelView computed = output.phase(phase.outputRow(), phase.outputColumn(), scale);
        NaiveConvolution expected = NaiveConvolution.of(spec, phase.weight(), bias, seen, itsRows, itsWidth);
        double tolerance = expected.tolerance(spec, toleranceFactor);
        int from = 0;
        for (int y = 0; y < itsRows; y++) {
            for (int x = 0; x < itsWidth; x++) {
                for (int lane = 0; lane < spec.outputLanes(); lane++) {
                    boolean channel = lane < spec.outputChannels();
                    assertThat((double) computed.data()[computed.at(y, x) + lane])
                            .as("%s, row %d, column %d, lane %d", phase, y, x, lane)
                            .isCloseTo(channel ? expected.values()[from++] : 0, within(channel ? tolerance : 0));
                }
            }
        }
        return itsRows * itsWidth;
    }

    private float[] noise(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }
}
