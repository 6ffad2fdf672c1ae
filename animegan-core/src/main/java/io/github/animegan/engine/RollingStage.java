package io.github.animegan.engine;

import java.util.List;

/**
 * What one stage of a rolling run does to maps, band by band: which rows it reads and up to which it writes.
 *
 * @param bands how many there are
 * @param inOrder whether each band waits for the end of the one before
 */
record RollingStage(int bands, boolean inOrder, List<Read> reads, List<Write> writes) {

    /**
     * The rows of a map that each band needs: from {@code first} (that of no later band is lower), and all before {@code until}.
     */
    @SuppressWarnings("ArrayRecordComponent") // Tables, never compared.
    record Read(int map, int[] first, int[] until) {}

    /** Up to which row a map is complete when each band and those before it are done. */
    @SuppressWarnings("ArrayRecordComponent")
    record Write(int map, int[] until) {}
}
