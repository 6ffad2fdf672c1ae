package io.github.animegan.engine.kernel.vector.product;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;
import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;

/**
 * How output channels are shared out among calls of {@link PanelKernel}: in blocks of two vectors where vectors have 512 bits, and
 * of three where they are shorter, as many as leave pairs for the rest. All blocks of three come first, and a single vector last.
 *
 * @param lanes how many channels there are, with those that pixels are filled up with
 * @param wide how many blocks have {@link #MOST} columns; the others are pairs of vectors, but for the last if one remains
 */
public record ColumnBlocks(int lanes, int wide) {
    /** Columns of the widest block. */
    public static final int MOST = LENGTH == BLOCK ? 2 * LENGTH : 3 * LENGTH;

    private static final int PAIR = 2 * LENGTH;

    public static ColumnBlocks of(int lanes) {
        int vectors = lanes / LENGTH;
        int threes = vectors % 3 == 1 ? Math.max(0, vectors - 4) / 3 : vectors / 3;
        return new ColumnBlocks(lanes, LENGTH == BLOCK ? 0 : threes);
    }

    public int count() {
        return wide + (lanes - wide * MOST + PAIR - 1) / PAIR;
    }

    /** The first channel of a block. */
    public int first(int block) {
        return Math.min(block, wide) * MOST + Math.max(0, block - wide) * PAIR;
    }

    /** The columns of a block: whole vectors, of which the last may reach beyond all channels. */
    public int columns(int block) {
        return block < wide ? MOST : Math.min(PAIR, columns() - first(block));
    }

    /** The channels of a block. */
    public int channels(int block) {
        return Math.min(columns(block), lanes - first(block));
    }

    /** The columns of all blocks. */
    public int columns() {
        return (lanes + LENGTH - 1) / LENGTH * LENGTH;
    }

    /** The block of a channel. */
    public int blockOf(int channel) {
        int block = channel / MOST;
        return block < wide ? block : wide + (channel - wide * MOST) / PAIR;
    }

    /**
     * Where the weight of a channel and a row of B is, in weights that are packed block after block; those of the channel's next row are
     * {@link #columns(int)} of its block further on.
     *
     * @param row of B, below {@code reduction}
     */
    public int packedIndex(int reduction, int row, int channel) {
        int block = blockOf(channel);
        return first(block) * reduction + row * columns(block) + channel - first(block);
    }
}
