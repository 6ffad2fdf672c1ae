package io.github.animegan.engine.plan;

import io.github.animegan.engine.plan.Stage.Read;
import io.github.animegan.engine.plan.Stage.Write;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which band of which stage may run next. A band waits until the rows it reads are there, and until the rows are not needed any
 * more whose place its own will take. Of the stages that may go on, the last does: rows are used up before new ones are made.
 *
 * <p>Whatever the order in which bands end, all of them get their turn if they do in one order: no band that may start
 * loses that by another's start. Not thread-safe.
 */
public final class Schedule {
    private final List<Stage> stages;
    private final int[] heights;
    private final MemoryLayout layout;
    /** For each map, who reads it. */
    private final List<List<Reader>> readers = new ArrayList<>();
    /** For each map, up to which row it is complete. */
    private final int[] complete;

    private final int[] started;
    private final int[] done;
    private final List<BitSet> ended = new ArrayList<>();

    private record Reader(int stage, Read read) {}

    /**
     * A band of a stage.
     *
     * @param stage the stage's number
     * @param band the band's number in the stage
     */
    public record Task(int stage, int band) {}

    /**
     * @param heights of each map
     * @param layout where the maps are
     */
    Schedule(List<Stage> stages, int[] heights, MemoryLayout layout) {
        this.stages = stages;
        this.heights = heights;
        this.layout = layout;
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
    public @Nullable Task start() {
        for (int stage = stages.size() - 1; stage >= 0; stage--) {
            if (mayStart(stage)) {
                return new Task(stage, started[stage]++);
            }
        }
        return null;
    }

    private boolean mayStart(int number) {
        Stage stage = stages.get(number);
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
            if (!layout.mayWrite(write.map(), write.until()[band], this)) {
                return false;
            }
        }
        return true;
    }

    /** The first row of a map that is still read, or going to be; its height if there is none. */
    int firstNeeded(int map) {
        int first = heights[map];
        for (Reader reader : readers.get(map)) {
            if (done[reader.stage] < stages.get(reader.stage).bands()) {
                first = Math.min(first, reader.read.first()[done[reader.stage]]);
            }
        }
        return first;
    }

    /** The first row of a map whose place is taken: it is needed, or it is being written. */
    int firstTaken(int map) {
        return Math.min(firstNeeded(map), complete[map]);
    }

    /** Whether all rows of a map have been written. */
    boolean isComplete(int map) {
        return complete[map] == heights[map];
    }

    int height(int map) {
        return heights[map];
    }

    /** Notes the end of a task. */
    public void end(Task task) {
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

    /** Whether all bands of a stage have ended. */
    public boolean isDone(int stage) {
        return done[stage] == stages.get(stage).bands();
    }

    /** Whether all bands of all stages have ended. */
    public boolean isDone() {
        for (int stage = stages.size() - 1; stage >= 0; stage--) {
            if (!isDone(stage)) {
                return false;
            }
        }
        return true;
    }

    /** The share of all the work that is done, from 0 to 1. */
    public double progress() {
        double sum = 0;
        double total = 0;
        for (int stage = 0; stage < stages.size(); stage++) {
            double cost = stages.get(stage).cost();
            sum += cost * ended.get(stage).cardinality();
            total += cost * stages.get(stage).bands();
        }
        return total == 0 ? 0 : sum / total;
    }
}
