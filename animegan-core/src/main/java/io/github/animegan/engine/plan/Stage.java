package io.github.animegan.engine.plan;

import java.util.List;

/**
 * What one stage of a run does to maps, band by band: which rows it reads and up to which it writes. A stage is the reading of
 * an input, a step of the program, or the writing of an output.
 *
 * @param bands how many there are
 * @param inOrder whether each band waits for the end of the one before
 * @param reads which rows it reads
 * @param writes which rows it writes
 * @param cost about how much work one band is, in multiplications
 */
public record Stage(int bands, boolean inOrder, List<Read> reads, List<Write> writes, double cost) {
    /** Copies the lists. */
    public Stage {
        reads = List.copyOf(reads);
        writes = List.copyOf(writes);
    }

    /**
     * The rows of a map that each band needs: from {@code first} (that of no later band is lower), and all before {@code until}.
     * A map that must be complete before any band, as its statistics are needed, has its height there.
     *
     * @param map the map's number
     * @param first the first row that is needed, for each band
     * @param until the row after the last, for each band
     */
    @SuppressWarnings("ArrayRecordComponent") // Tables, never compared.
    public record Read(int map, int[] first, int[] until) {}

    /**
     * Up to which row a map is complete when each band and those before it are done.
     *
     * @param map the map's number
     * @param until the row after the last, for each band
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Write(int map, int[] until) {}
}
