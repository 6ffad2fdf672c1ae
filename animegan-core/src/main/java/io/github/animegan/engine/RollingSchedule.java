package io.github.animegan.engine;

import io.github.animegan.engine.RollingStage.Read;
import io.github.animegan.engine.RollingStage.Write;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which band of which stage may run next. A band waits until the rows it reads are there, and until nobody needs the rows
 * any more whose place its own will take. Of the stages that may go on, the last does: rows are used up before new ones
 * are made.
 *
 * <p>Whatever the order in which bands end, all of them get their turn if they do in one order: no band that may start
 * loses that by another's start. Not thread-safe.
 */
final class RollingSchedule {
    private final List<RollingStage> stages;
    private final int[] heights;
    private final int[] held;
    /** For each map, who reads it. */
    private final List<List<Reader>> readers = new ArrayList<>();
    /** For each map, up to which row it is complete. */
    private final int[] complete;

    private final int[] started;
    private final int[] done;
    private final List<BitSet> ended = new ArrayList<>();

    private record Reader(int stage, Read read) {}

    /** A band of a stage. */
    record Task(int stage, int band) {}

    /**
     * @param heights of each map
     * @param held how many rows of each map have a place
     */
    RollingSchedule(List<RollingStage> stages, int[] heights, int[] held) {
        this.stages = stages;
        this.heights = heights;
        this.held = held;
        this.complete = new int[heights.length];
        this.started = new int[stages.size()];
        this.done = new int[stages.size()];
        for (int map = 0; map < heights.length; map++) {
            readers.add(new ArrayList<>());
        }
        for (int stage = 0; stage < stages.size(); stage++) {
            ended.add(new BitSet());
            for (Read read : stages.get(stage).reads()) {
                readers.get(read.map()).add(new Reader(stage, read));
            }
        }
    }

    /** The next task there is to start at this moment, or null; whoever gets it ends it by {@link #end}. */
    @Nullable
    Task start() {
        for (int stage = stages.size() - 1; stage >= 0; stage--) {
            if (mayStart(stage)) {
                return new Task(stage, started[stage]++);
            }
        }
        return null;
    }

    private boolean mayStart(int number) {
        RollingStage stage = stages.get(number);
        int band = started[number];
        if (band == stage.bands() || (stage.inOrder() && done[number] < band)) {
            return false;
        }
        for (Read read : stage.reads()) {
            if (complete[read.map()] < read.until()[band]) {
                return false;
            }
        }
        for (Write write : stage.writes()) {
            if (write.until()[band] - held[write.map()] > firstNeeded(write.map())) {
                return false;
            }
        }
        return true;
    }

    /** The first row of a map that is still read, or going to be. */
    int firstNeeded(int map) {
        int first = heights[map];
        for (Reader reader : readers.get(map)) {
            if (done[reader.stage] < stages.get(reader.stage).bands()) {
                first = Math.min(first, reader.read.first()[done[reader.stage]]);
            }
        }
        return first;
    }

    void end(Task task) {
        BitSet its = ended.get(task.stage);
        its.set(task.band);
        int before = done[task.stage];
        int now = its.nextClearBit(before);
        if (now > before) {
            done[task.stage] = now;
            for (Write write : stages.get(task.stage).writes()) {
                complete[write.map()] = write.until()[now - 1];
            }
        }
    }

    /** The share of the last stage's bands that have ended: 1 at the end. */
    double written() {
        int last = stages.size() - 1;
        return (double) done[last] / stages.get(last).bands();
    }
}
