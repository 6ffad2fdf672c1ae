package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/**
 * A band of input, transposed so that one place of the window at neighbouring positions is one run of memory.
 *
 * <p>There is a plane for each channel and each remainder of row and column divided by the positions' step. A place (i,
 * j) of the window, at all positions, is the plane of the remainders of i and j from row i / step and column j / step
 * on.
 */
final class PlanarBand {
    private static final Object DATA = new Object();

    private final float[] data;
    private final Positions positions;
    private final int planeLength;

    private PlanarBand(float[] data, Positions positions, int planeLength) {
        this.data = data;
        this.positions = positions;
        this.planeLength = planeLength;
    }

    /**
     * Transposes a band. What the window sees beyond the last row and column becomes zero.
     *
     * @param rows the rows of the input that are there
     * @param columns the columns of the input that are there
     */
    static PlanarBand of(PixelView input, int rows, int columns, int channels, Positions positions, Scratch scratch) {
        int step = positions.step();
        int planeRows = positions.down() + (positions.windowHeight() - 1) / step;
        int planeLength = planeRows * positions.pitch();
        // Who reads the last plane may read as far beyond it as a chunk of positions is rounded up.
        int slack = PlainMicroKernel.columns(positions.end()) + positions.windowWidth();
        float[] data = scratch.floats(DATA, channels * step * step * planeLength + slack);
        PlanarBand band = new PlanarBand(data, positions, planeLength);
        for (int row = 0; row < planeRows * step; row++) {
            for (int phase = 0; phase < step; phase++) {
                int there = row < rows ? (Math.max(0, columns - phase) + step - 1) / step : 0;
                band.fill(row, phase, Math.min(positions.pitch(), there), channels, input);
            }
        }
        return band;
    }

    /** Fills one row of one plane of each channel with every step'th pixel of an input row. */
    private void fill(int row, int phase, int count, int channels, PixelView input) {
        int step = positions.step();
        int pitch = positions.pitch();
        int to = (row % step * step + phase) * planeLength + row / step * pitch;
        int channelStride = step * step * planeLength;
        if (count > 0) {
            int from = input.at(row, phase);
            int pixelStep = step * input.pixelStride();
            Transposition.toPlanes(input.data(), from, pixelStep, channels, count, data, to, channelStride);
        }
        for (int channel = 0; count < pitch && channel < channels; channel++) {
            int first = to + channel * channelStride;
            Arrays.fill(data, first + count, first + pitch, 0);
        }
    }

    /** Copies what a channel has at a place of the window, at {@code count} positions from the given one on. */
    void copy(int channel, int row, int column, int position, int count, float[] target) {
        int step = positions.step();
        int plane = (channel * step + row % step) * step + column % step;
        int from = plane * planeLength + row / step * positions.pitch() + column / step + position;
        System.arraycopy(data, from, target, 0, count);
    }
}
