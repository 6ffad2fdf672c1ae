package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.PanelKernel.ROWS;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;

/**
 * Transforms tiles of the input. All channels of a tile at one of its points are a row of a panel, phase after phase; a panel has
 * a row for each tile, and there is a panel for each point.
 *
 * @param panelStride floats from one panel to the next
 */
record TileReader(VectorWinogradLayer layer, int panelStride) {
    private static final Object COLUMN = new Object();

    void read(PixelView input, int first, int last, int tilesWide, float[] panels, Scratch scratch) {
        for (int tile = first; tile < last; ) {
            int across = tile % tilesWide;
            int count = Math.min(last - tile, tilesWide - across);
            for (int phase = 0; phase < layer.inputs().size(); phase++) {
                read(phase, input, tile / tilesWide, across, count, panels, tile - first, scratch);
            }
            tile += count;
        }
    }

    /**
     * A phase of neighbouring tiles of one row, to the panels' rows from {@code first} on: their columns at once, for those that
     * two tiles share are the same, then the rows of each, panel after panel.
     */
    private void read(
            int phase, PixelView input, int down, int across, int count, float[] panels, int first, Scratch scratch) {
        VectorWinogradPhase seenPhase = layer.inputs().get(phase);
        VectorWinogradTransform vertical = seenPhase.vertical();
        VectorWinogradTransform horizontal = seenPhase.horizontal();
        PixelView seen = seenPhase.of(input);
        int pixels = count * horizontal.outputs() + horizontal.taps() - 1;
        int columnStride = pixels * LENGTH;
        float[] column = scratch.floats(COLUMN, vertical.inputs() * columnStride);
        int corner = seen.at(down * vertical.outputs(), across * horizontal.outputs());
        int rowFloats = layer.rowFloats();
        int panel = layer.points() * panelStride;
        for (int c = 0; c < layer.inputLanes(); c += LENGTH) {
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
                for (int i = 0; i < vertical.inputs(); i++) {
                    horizontal.input(
                            column,
                            i * columnStride + done * horizontal.outputs() * LENGTH,
                            horizontal.outputs() * LENGTH,
                            LENGTH,
                            neighbours,
                            panels,
                            i * panel + PanelKernel.index(tile, layer.place(phase, i) + c, rowFloats),
                            PanelKernel.rowStride(rowFloats),
                            panelStride);
                }
                done += neighbours;
            }
        }
    }
}
