package io.github.animegan.engine.plan;

import io.github.animegan.math.Ints;

/**
 * How the rows of a step are divided among threads: in bands of whole tiles, as equal as can be. They depend on the size
 * only, never on the number of threads, because statistics are joined band by band.
 *
 * @param tiles what the bands share among them; more than there are where the last band is to be lower than the others
 */
record Bands(int rows, int tile, int count, int tiles) {
    /**
     * Most numbers of threads divide a multiple of it, so that none waits long for the last band. But a kernel that asks for two
     * bands gets two: it would have short loops with four.
     */
    private static final int EVEN = 4;

    /** Bands of no more rows than a kernel asks for, or of one tile. */
    static Bands of(int rows, int tile, int atMost) {
        int tiles = Ints.ceilDiv(rows, tile);
        int tilesAtMost = Math.max(1, atMost / tile);
        int enough = Ints.ceilDiv(tiles, tilesAtMost);
        int even = enough <= 2 ? 2 : Ints.roundUp(enough, EVEN);
        return new Bands(rows, tile, Math.min(tiles, even), tiles);
    }

    /** Bands of the same number of rows but for the last, as many as asked for or of one tile. */
    static Bands equal(int rows, int tile, int each) {
        int tiles = Ints.ceilDiv(rows, tile);
        int share = Math.max(1, each / tile);
        int count = Ints.ceilDiv(tiles, share);
        return new Bands(rows, tile, count, count * share);
    }

    int from(int band) {
        return (int) ((long) tiles * band / count) * tile;
    }

    /** The row after a band's last. */
    int to(int band) {
        return Math.min(rows, from(band + 1));
    }
}
