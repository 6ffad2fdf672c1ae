package io.github.animegan.engine;

/**
 * How the rows of a step are divided among threads: in bands of whole tiles, as equal as can be. They depend on the size
 * only, never on the number of threads, because statistics are joined band by band.
 */
record Bands(int rows, int tile, int count) {
    /** Most numbers of threads divide a multiple of it, so that none waits long for the last band. */
    private static final int EVEN = 4;

    /** Bands of no more rows than a kernel asks for, or of one tile. */
    static Bands of(int rows, int tile, int atMost) {
        int tiles = (rows + tile - 1) / tile;
        int tilesAtMost = Math.max(1, atMost / tile);
        int enough = (tiles + tilesAtMost - 1) / tilesAtMost;
        int even = (enough + EVEN - 1) / EVEN * EVEN;
        return new Bands(rows, tile, Math.min(tiles, even));
    }

    int from(int band) {
        return (int) ((long) tiles() * band / count) * tile;
    }

    /** The row after a band's last. */
    int to(int band) {
        return Math.min(rows, from(band + 1));
    }

    private int tiles() {
        return (rows + tile - 1) / tile;
    }
}
