package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;

/**
 * A band of input, transposed so that one place of the window at neighbouring positions is one run of memory.
 *
 * <p>Positions are where the window stands: output pixels, or tiles of them, {@code step} input pixels apart. There is a
 * plane for each channel and each remainder of row and column divided by the step. In it a place (i, j) of the window at
 * all positions is the plane of remainders (i, j), from row i / step and column j / step on. Rows are {@link #pitch}
 * apart: a few positions more than there are, at which whatever is computed is not used.
 */
final class PlanarBand {
    private static final Object DATA = new Object();

    private final float[] data;
    private final int step;
    private final int pitch;
    private final int planeLength;

    private PlanarBand(float[] data, int step, int pitch, int planeLength) {
        this.data = data;
        this.step = step;
        this.pitch = pitch;
        this.planeLength = planeLength;
    }

    /** Positions from one row to the next, where a row has {@code across} and the window that width. */
    static int pitch(int across, int windowWidth, int step) {
        return across + (windowWidth - 1) / step;
    }

    /**
     * Transposes a band.
     *
     * @param down the rows of positions
     * @param across the positions of a row
     */
    static PlanarBand of(
            PixelView input,
            int channels,
            int windowHeight,
            int windowWidth,
            int step,
            int down,
            int across,
            Scratch scratch) {
        int pitch = pitch(across, windowWidth, step);
        int planeRows = down + (windowHeight - 1) / step;
        int planeLength = planeRows * pitch;
        int planes = channels * step * step;
        // Who reads the last plane may read as far beyond it as the longest chunk of positions is rounded up.
        int slack = RowProduct.columns(down * pitch) + windowWidth;
        float[] data = scratch.floats(DATA, planes * planeLength + slack);
        int rows = (down - 1) * step + windowHeight;
        int columns = (across - 1) * step + windowWidth;
        for (int row = 0; row < rows; row++) {
            for (int phase = 0; phase < Math.min(step, columns); phase++) {
                int plane = row % step * step + phase;
                Transposition.toPlanes(
                        input.data(),
                        input.at(row, phase),
                        step * input.pixelStride(),
                        channels,
                        (columns - phase + step - 1) / step,
                        data,
                        plane * planeLength + row / step * pitch,
                        step * step * planeLength);
            }
        }
        return new PlanarBand(data, step, pitch, planeLength);
    }

    /** Copies what a channel has at a place of the window, at {@code count} positions from the given one on. */
    void copy(int channel, int row, int column, int position, int count, float[] target) {
        int plane = (channel * step + row % step) * step + column % step;
        int from = plane * planeLength + row / step * pitch + column / step + position;
        System.arraycopy(data, from, target, 0, count);
    }
}
