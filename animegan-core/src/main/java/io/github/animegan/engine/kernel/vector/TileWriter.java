package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;

/**
 * Transforms products back to tiles of one phase of the output.
 *
 * @param output the phase, of which {@code rows x width} pixels are wanted
 * @param points of a tile, along one of its sides
 * @param productStride floats from the products of one point to those of the next
 * @param bias of all channels, and zeros
 */
@SuppressWarnings("ArrayRecordComponent") // The kernel's own, never compared.
record TileWriter(
        VectorWinogradPhase phase, PixelView output, int rows, int width, int points, int productStride, float[] bias) {
    private static final Object COLUMN = new Object();
    private static final Object EDGE = new Object();
    private static final float[] NO_BIAS = new float[LENGTH];

    /**
     * Writes the channels of a block.
     *
     * @param products of the tiles from {@code first} to {@code last}
     */
    void write(float[] products, int first, int last, int tilesWide, ColumnBlocks blocks, int block, Scratch scratch) {
        int columns = blocks.columns(block);
        int channel = blocks.first(block);
        int lanes = blocks.channels(block);
        VectorWinogradTransform vertical = phase.vertical();
        int n = phase.horizontal().inputs();
        for (int tile = first; tile < last; ) {
            int across = tile % tilesWide;
            int count = Math.min(last - tile, tilesWide - across);
            int row = tile / tilesWide * vertical.outputs();
            int validRows = Math.min(vertical.outputs(), rows - row);
            int columnStride = count * n * LENGTH;
            float[] column = scratch.floats(COLUMN, vertical.outputs() * columnStride);
            for (int v = 0; v < lanes; v += LENGTH) {
                for (int j = 0; j < n; j++) {
                    vertical.output(
                            products,
                            j * productStride + (tile - first) * columns + v,
                            columns,
                            points * productStride,
                            count,
                            column,
                            j * LENGTH,
                            n * LENGTH,
                            columnStride,
                            NO_BIAS,
                            0);
                }
                for (int i = 0; i < validRows; i++) {
                    writeRow(column, i * columnStride, row + i, across, count, channel + v, scratch);
                }
            }
            tile += count;
        }
    }

    /** One row of {@code count} tiles; the last may reach beyond the width. */
    private void writeRow(float[] column, int offset, int row, int across, int count, int channel, Scratch scratch) {
        VectorWinogradTransform horizontal = phase.horizontal();
        int n = horizontal.inputs();
        int m = horizontal.outputs();
        int whole = Math.min(count, width / m - across);
        int to = output.at(row, across * m) + channel;
        int pixelStride = output.pixelStride();
        horizontal.output(
                column,
                offset,
                n * LENGTH,
                LENGTH,
                whole,
                output.data(),
                to,
                m * pixelStride,
                pixelStride,
                bias,
                channel);
        if (whole == count) {
            return;
        }
        float[] edge = scratch.floats(EDGE, m * LENGTH);
        horizontal.output(column, offset + whole * n * LENGTH, 0, LENGTH, 1, edge, 0, 0, LENGTH, bias, channel);
        for (int i = 0; i < width % m; i++) {
            int pixel = to + (whole * m + i) * pixelStride;
            System.arraycopy(edge, i * LENGTH, output.data(), pixel, LENGTH);
        }
    }
}
