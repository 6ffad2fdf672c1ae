package io.github.animegan.engine.plan;

import io.github.animegan.engine.plan.Schedule.Task;
import io.github.animegan.engine.plan.Stage.Read;
import io.github.animegan.engine.plan.Stage.Write;
import io.github.animegan.math.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Finds how many rows of each map must be held, and a place for each map, by going through a run in thought, one band after
 * another. Maps that are held whole share one array: where others are dead, beside one that is not, or over one that is being
 * used up.
 *
 * <p>Placing the largest first: Y. Pisarchyk, J. Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020.
 */
final class LayoutPlanner {
    /** Rows begin at multiples of a vector. */
    private static final int ALIGNMENT = 16;

    private static final long NEVER = Long.MIN_VALUE;

    /** Smaller maps stay in memory, in floats. */
    private static final long LEAST_IN_FILE = 1 << 16;

    /** The most floats that rolling maps take beyond the rows they need; so many are worth it, as several threads find work. */
    private static final long MOST_SPARE = 1 << 24;

    /** What JVMs allow. */
    private static final long LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final List<Stage> stages;
    private final int[] heights;
    private final long[] rowFloats;
    private final int[] bandRows;
    private final int threads;
    private final MapStorage storage;
    private final int maps;
    /** For each map, the most rows that are needed at once. */
    private final int[] most;
    /** For each map, the number of the first task that writes it. */
    private final int[] begin;
    /**
     * For each pair of maps: by how much the first must begin before the second, in floats, so that no row overwrites one that is
     * needed; {@link #NEVER} where the second is dead before the first begins.
     */
    private final long[][] lead;
    /** For each pair of maps, whether rows of the second are written after the first began. */
    private final boolean[][] isInterleaved;

    LayoutPlanner(
            List<Stage> stages, int[] heights, long[] rowFloats, int[] bandRows, int threads, MapStorage storage) {
        this.stages = stages;
        this.heights = heights;
        this.rowFloats = rowFloats;
        this.bandRows = bandRows;
        this.threads = threads;
        this.storage = storage;
        this.maps = heights.length;
        this.most = new int[maps];
        this.begin = new int[maps];
        Arrays.fill(begin, Integer.MAX_VALUE);
        this.lead = new long[maps][maps];
        for (long[] row : lead) {
            Arrays.fill(row, NEVER);
        }
        this.isInterleaved = new boolean[maps][maps];
    }

    /** The smaller of two layouts: with the maps placed in the order in which they begin, or the largest first. */
    MemoryLayout plan() {
        rehearse();
        int[] held = rowsToHold();
        List<Integer> whole = wholeMaps(held);
        Arena inOrder = arena(whole, Comparator.comparingInt(map -> begin[map]));
        Arena bySize = arena(whole, Comparator.comparingLong(this::length).reversed());
        return layout(held, whole, inOrder.floats() <= bySize.floats() ? inOrder : bySize);
    }

    private Arena arena(List<Integer> whole, Comparator<Integer> order) {
        Arena arena = new Arena();
        whole.stream().sorted(order).forEach(map -> place(map, arena));
        return arena;
    }

    /**
     * All maps in the arena share the temporary file, or one buffer unless no array is that long; the others have one each.
     */
    private MemoryLayout layout(int[] held, List<Integer> whole, Arena arena) {
        int[] buffers = new int[maps];
        long[] offsets = new long[maps];
        List<List<Integer>> overlaid = new ArrayList<>();
        for (int map = 0; map < maps; map++) {
            overlaid.add(List.of());
        }
        List<Long> lengths = new ArrayList<>();
        boolean inFile = storage == MapStorage.FILE;
        boolean shares = !whole.isEmpty() && (inFile || arena.floats() <= LONGEST_ARRAY);
        if (shares) {
            if (!inFile) {
                lengths.add(arena.floats());
            }
            for (Placed placed : arena.placed) {
                buffers[placed.map] = inFile ? MemoryLayout.FILE : 0;
                offsets[placed.map] = placed.offset - arena.begin;
                overlaid.set(placed.map, arena.overlaidBy(placed));
            }
        }
        for (int map = 0; map < maps; map++) {
            if (!shares || !whole.contains(map)) {
                buffers[map] = lengths.size();
                lengths.add(held[map] * rowFloats[map]);
            }
        }
        return new MemoryLayout(
                held,
                rowFloats,
                buffers,
                offsets,
                lengths.stream().mapToLong(Long::longValue).toArray(),
                inFile ? arena.floats() : 0,
                overlaid);
    }

    /** Runs all bands one after another, with all memory there could be. */
    private void rehearse() {
        MemoryLayout unlimited = new MemoryLayout(heights, rowFloats, new int[maps], new long[maps], new long[0]);
        Schedule schedule = new Schedule(stages, heights, unlimited);
        for (int number = 0; !schedule.isDone(); number++) {
            Task task = schedule.start();
            if (task == null) {
                throw new IllegalStateException("a step waits for rows that no step stores");
            }
            for (Write write : stages.get(task.stage()).writes()) {
                note(write.map(), write.until()[task.band()], number, schedule);
            }
            schedule.end(task);
        }
    }

    private void note(int map, int until, int task, Schedule now) {
        most[map] = Math.max(most[map], until - now.firstTaken(map));
        begin[map] = Math.min(begin[map], task);
        for (int other = 0; other < maps; other++) {
            if (other == map) {
                continue;
            }
            if (!now.isComplete(other)) {
                isInterleaved[map][other] = true;
                continue;
            }
            int needed = now.firstNeeded(other);
            if (needed < heights[other]) {
                lead[map][other] = Math.max(lead[map][other], until * rowFloats[map] - needed * rowFloats[other]);
            }
        }
    }

    /** The rows of each map that are held: with spare ones, so that several threads find work, unless those take too much. */
    private int[] rowsToHold() {
        int[] needed = rowsToHold(new int[maps]);
        for (int[] spare : List.of(spareRows(), bandRows)) {
            int[] rows = rowsToHold(spare);
            if (floats(rows) - floats(needed) <= MOST_SPARE) {
                return rows;
            }
        }
        return needed;
    }

    private long floats(int[] rows) {
        long floats = 0;
        for (int map = 0; map < maps; map++) {
            floats += rows[map] * rowFloats[map];
        }
        return floats;
    }

    /** The rows of each map that a run on one thread needs at its worst moment, and spare ones, in whole bands, as kernels write neighboring rows. */
    private int[] rowsToHold(int[] spare) {
        int[] rows = new int[maps];
        Arrays.setAll(rows, map -> {
            int band = bandRows[map];
            return band == 0 ? 0 : Math.min(heights[map], Ints.roundUp(most[map] + spare[map], band));
        });
        return rows;
    }

    /**
     * For each map, what it takes that one thread writes what the next band of a reader reads while another thread reads the
     * band before.
     */
    private int[] spareRows() {
        int[] spare = bandRows.clone();
        for (Stage stage : stages) {
            for (Read read : stage.reads()) {
                for (int band = 1; band < stage.bands(); band++) {
                    int rows = read.until()[band] - read.until()[band - 1];
                    spare[read.map()] = Math.max(spare[read.map()], rows);
                }
            }
        }
        return spare;
    }

    /** The maps that are held whole and share one place; of those in a file, all that are worth it. */
    private List<Integer> wholeMaps(int[] held) {
        long least = storage == MapStorage.FILE ? LEAST_IN_FILE : 1;
        List<Integer> whole = new ArrayList<>();
        for (int map = 0; map < maps; map++) {
            if (held[map] == heights[map] && length(map) >= least) {
                whole.add(map);
            }
        }
        return whole;
    }

    private record Placed(int map, long offset) {}

    /** The one array in which all maps lie that are held whole. Offsets are relative; the least becomes zero in the end. */
    private final class Arena {
        private final List<Placed> placed = new ArrayList<>();
        private long begin;
        private long end;

        long floats() {
            return end - begin;
        }

        void add(int map, long offset) {
            placed.add(new Placed(map, offset));
            begin = placed.size() == 1 ? offset : Math.min(begin, offset);
            end = placed.size() == 1 ? offset + length(map) : Math.max(end, offset + length(map));
        }

        /** How much longer it would become. */
        long growth(int map, long offset) {
            return Math.max(0, begin - offset) + Math.max(0, offset + length(map) - end);
        }

        /** How far the place is from the nearer end. */
        long toEdge(int map, long offset) {
            return Math.max(0, Math.min(offset - begin, end - offset - length(map)));
        }

        /** The maps that began before and of whose place this one takes some. */
        List<Integer> overlaidBy(Placed later) {
            List<Integer> overlaid = new ArrayList<>();
            for (Placed other : placed) {
                if (begins(other.map, later.map) && !isApart(later, other)) {
                    overlaid.add(other.map);
                }
            }
            return overlaid;
        }
    }

    private boolean begins(int map, int before) {
        return begin[map] < begin[before] || (begin[map] == begin[before] && map < before);
    }

    private long length(int map) {
        return heights[map] * rowFloats[map];
    }

    /** Puts a map where the arena grows least, and of such places nearest to an end. */
    private void place(int map, Arena arena) {
        Placed best = null;
        for (long offset : offsets(map, arena)) {
            Placed candidate = new Placed(map, offset);
            boolean better = best == null || isBetter(candidate, best, arena);
            if (better && isHarmless(candidate, arena)) {
                best = candidate;
            }
        }
        arena.add(map, Objects.requireNonNull(best).offset); // After all others is always harmless.
    }

    private boolean isHarmless(Placed candidate, Arena arena) {
        for (Placed other : arena.placed) {
            if (!isHarmless(candidate, other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBetter(Placed one, Placed other, Arena arena) {
        long growth = arena.growth(one.map, one.offset) - arena.growth(other.map, other.offset);
        return growth != 0 ? growth < 0 : arena.toEdge(one.map, one.offset) < arena.toEdge(other.map, other.offset);
    }

    /** Places at the ends of the arena, and right before, over or after each of the other maps. */
    private List<Long> offsets(int map, Arena arena) {
        List<Long> offsets =
                new ArrayList<>(List.of(arena.begin, arena.end - roundUp(length(map)), roundUp(arena.end)));
        for (Placed other : arena.placed) {
            offsets.add(other.offset - roundUp(length(map)));
            offsets.add(other.offset + roundUp(length(other.map)));
            if (begins(other.map, map)) {
                offsets.add(other.offset - ahead(map, other.map));
            } else {
                offsets.add(other.offset + ahead(other.map, map));
            }
        }
        return offsets;
    }

    /**
     * Whether two maps may lie as they do: apart, or one dead before the other begins, or the later one so far ahead of the other
     * that it follows as the other is used up.
     */
    private boolean isHarmless(Placed one, Placed other) {
        boolean isFirst = begins(one.map, other.map);
        Placed later = isFirst ? other : one;
        Placed earlier = isFirst ? one : other;
        if (isApart(one, other)) {
            return true;
        }
        if (isInterleaved[later.map][earlier.map]) {
            return false;
        }
        return lead[later.map][earlier.map] == NEVER || later.offset <= earlier.offset - ahead(later.map, earlier.map);
    }

    private boolean isApart(Placed one, Placed other) {
        return one.offset >= other.offset + length(other.map) || other.offset >= one.offset + length(one.map);
    }

    /** How far the later map must begin before the earlier one, with some bands for other threads. */
    private long ahead(int later, int earlier) {
        if (lead[later][earlier] == NEVER) {
            return 0;
        }
        return roundUp(lead[later][earlier] + (long) threads * bandRows[later] * rowFloats[later]);
    }

    private static long roundUp(long floats) {
        return Math.floorDiv(floats + ALIGNMENT - 1, ALIGNMENT) * ALIGNMENT;
    }
}
