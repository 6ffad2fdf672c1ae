package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.PanelKernel.ROWS;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import java.util.List;

/**
 * Transforms tiles of the input. All channels of a tile at one of its points are a row of a panel, phase after phase; a panel has
 * a row for each tile, and there is a panel for each point.
 *
 * @param lanes the input's, of one phase
 * @param points of a tile, along one of its sides
 * @param panelStride floats from one panel to the next
 */
record TileReader(List<VectorWinogradPhase> phases, int lanes, int points, int panelStride) {
    private static final Object COLUMN = new Object();

    /** The floats of a tile at one point. */
    int rowFloats() {
        return phases.size() * lanes;
    }

    void read(PixelView input, int first, int last, int tilesWide, float[] panels, Scratch scratch) {
        for (int tile = first; tile < last; ) {
            int across = tile % tilesWide;
            int count = Math.min(last - tile, tilesWide - across);
            for (int i = 0; i < phases.size(); i++) {
                read(phases.get(i), input, tile / tilesWide, across, count, panels, tile - first, i * lanes, scratch);
            }
            tile += count;
        }
    }

    /**
     * Neighbouring tiles of one row, to the panels' rows from {@code first} and element {@code k} on: their columns at once, for those that
     * two tiles share are the same, then the rows of each, panel after panel.
     */
    private void read(
            VectorWinogradPhase phase,
            PixelView input,
            int down,
            int across,
            int count,
            float[] panels,
            int first,
            int k,
            Scratch scratch) {
        VectorWinogradTransform vertical = phase.vertical();
        VectorWinogradTransform horizontal = phase.horizontal();
        PixelView seen = phase.of(input);
        int pixels = count * horizontal.outputs() + horizontal.taps() - 1;
        int columnStride = pixels * LENGTH;
        float[] column = scratch.floats(COLUMN, vertical.inputs() * columnStride);
        int corner = seen.at(down * vertical.outputs(), across * horizontal.outputs());
        for (int c = 0; c < lanes; c += LENGTH) {
            vertical.input(
                    seen.data(),
                    corner + c,
                    seen.pixelStride(),
                    seen.rowStride(),
                    pixels,
                    column,
                    0,
                    LENGTH,
                    columnStride);
            for (int done = 0; done < count; ) {
                int tile = first + done;
                int neighbours = Math.min(count - done, ROWS - tile % ROWS);
                int to = PanelKernel.index(tile, k + c, rowFloats());
                for (int i = 0; i < vertical.inputs(); i++) {
                    horizontal.input(
                            column,
                            i * columnStride + done * horizontal.outputs() * LENGTH,
                            horizontal.outputs() * LENGTH,
                            LENGTH,
                            neighbours,
                            panels,
                            to + i * points * panelStride,
                            PanelKernel.rowStride(rowFloats()),
                            panelStride);
                }
                done += neighbours;
            }
        }
    }
}
