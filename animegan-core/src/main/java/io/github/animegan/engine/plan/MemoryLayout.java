package io.github.animegan.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where the maps of a run are: each in a buffer or in the run's temporary file, from an offset on, with so many of its rows held at
 * a time. Maps that are held whole share a buffer or the file: one may lie over another that is complete, row for row as the other is used up, so that a layer whose
 * input is read for the last time needs hardly more memory than the larger of its two maps.
 */
public final class MemoryLayout {
    /** Stands for the temporary file in the place of a buffer. */
    static final int FILE = -1;

    private final int[] held;
    private final long[] rowFloats;
    private final int[] buffers;
    private final long[] offsets;
    private final long[] lengths;
    private final long fileFloats;
    /** For each map, those whose place it takes, or part of it. */
    private final List<List<Integer>> predecessors;

    MemoryLayout(int[] held, long[] rowFloats, int[] buffers, long[] offsets, long[] lengths) {
        this(held, rowFloats, buffers, offsets, lengths, 0, emptyLists(held.length));
    }

    MemoryLayout(
            int[] held,
            long[] rowFloats,
            int[] buffers,
            long[] offsets,
            long[] lengths,
            long fileFloats,
            List<List<Integer>> predecessors) {
        this.held = held;
        this.rowFloats = rowFloats;
        this.buffers = buffers;
        this.offsets = offsets;
        this.lengths = lengths;
        this.fileFloats = fileFloats;
        this.predecessors = predecessors;
    }

    private static List<List<Integer>> emptyLists(int count) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(List.of());
        }
        return lists;
    }

    /** How many rows of a map have a place. */
    public int held(int map) {
        return held[map];
    }

    /** Whether a map is in the temporary file, whole. */
    public boolean isInFile(int map) {
        return buffers[map] == FILE;
    }

    /** The number of the buffer in which a map is that is not in the file. */
    public int buffer(int map) {
        return buffers[map];
    }

    /** Where in its buffer or in the file a map begins, in floats. */
    public long offset(int map) {
        return offsets[map];
    }

    /** The length of each buffer, in floats. */
    public List<Long> bufferFloats() {
        List<Long> floats = new ArrayList<>();
        for (long length : lengths) {
            floats.add(length);
        }
        return floats;
    }

    /** The length of the temporary file, in floats; 0 if none is needed. */
    public long fileFloats() {
        return fileFloats;
    }

    /** The length of all buffers together, in floats. */
    long floats() {
        return LongStream.of(lengths).sum();
    }

    /** Whether the rows of a map before {@code until} may be written now without harm to rows that are still needed. */
    boolean mayWrite(int map, int until, Schedule now) {
        if (held[map] < now.height(map) && until - held[map] > now.firstTaken(map)) {
            return false;
        }
        for (int other : predecessors.get(map)) {
            int needed = now.firstNeeded(other);
            if (!now.isComplete(other)) {
                return false;
            }
            boolean isFree = needed == now.height(other)
                    || offsets[map] + until * rowFloats[map] <= offsets[other] + needed * rowFloats[other];
            if (!isFree) {
                return false;
            }
        }
        return true;
    }
}
