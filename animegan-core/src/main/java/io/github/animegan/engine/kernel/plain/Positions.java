package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionSpec;

/**
 * The places where a band's window stands, numbered row by row, and their division into chunks: what the loops of these
 * kernels run over. An output pixel each, or a tile of them.
 *
 * @param down rows of positions
 * @param across positions of a row
 * @param step input pixels from one position to the next
 */
record Positions(int down, int across, int windowHeight, int windowWidth, int step) {
    /** Long enough that a loop's start and end do not count, and short enough for the caches. */
    private static final int CHUNK = 512;

    private static final int FEWEST = 128;

    /** A run of used positions of one row. */
    interface Run {
        /**
         * Takes {@code count} positions beside each other.
         *
         * @param from the first position, counted from the chunk's first
         * @param down its row
         * @param across its place in the row
         */
        void accept(int from, int down, int across, int count);
    }

    /** From one row to the next: a few more than there are across, at which what is computed is not used. */
    int pitch() {
        return across + (windowWidth - 1) / step;
    }

    /** One more than the last position. */
    int end() {
        return down * pitch();
    }

    /** Positions of a chunk; the last one may reach beyond the end. */
    int chunk() {
        int chunks = Math.max(1, (end() + CHUNK / 2) / CHUNK);
        return PlainMicroKernel.columns((end() + chunks - 1) / chunks);
    }

    /** Calls for each run of used positions of the chunk that starts at {@code first}. */
    void forEachRun(int first, Run run) {
        int pitch = pitch();
        int last = Math.min(end(), first + chunk());
        for (int position = first; position < last; ) {
            int row = position / pitch;
            int column = position % pitch;
            int count = Math.min(last, row * pitch + across) - position;
            if (count > 0) {
                run.accept(position - first, row, column, count);
            }
            position = (row + 1) * pitch;
        }
    }

    /**
     * The output rows of a band: enough for a chunk and for the rows that neighbouring bands both read not to cost much,
     * but four bands at least, or two where four would have short loops.
     */
    static int bandRows(ConvolutionSpec spec, int height, int width, int tile) {
        int across = (width + tile - 1) / tile;
        int down = (height + tile - 1) / tile;
        int overlap = 2 * (spec.kernelHeight() / spec.stride() + tile - 1) / tile;
        int enough = Math.max(overlap, (CHUNK + across - 1) / across);
        int quarter = (down + 3) / 4;
        int least = (FEWEST + across - 1) / across;
        int most = quarter >= least ? quarter : (down + 1) / 2;
        return Math.max(1, Math.min(enough, most)) * tile;
    }
}
