package io.github.animegan.engine.plan;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.plan.Stage.Read;
import io.github.animegan.engine.plan.Stage.Write;
import io.github.animegan.engine.program.Operand;
import io.github.animegan.engine.program.Pointwise;
import io.github.animegan.engine.program.Program;
import io.github.animegan.engine.program.Statistic;
import io.github.animegan.engine.program.Step;
import io.github.animegan.math.Ints;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op.Padding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A program planned for inputs of one size. Its stages are the reading of the inputs, the program's steps, and the writing of
 * the outputs; all of them run at the same time, each over the rows that are there. A map whose own statistics normalize it is a
 * barrier: it is complete before any row of it is read, and so held whole.
 *
 * <p>Depth-first execution, as in M. Alwani et al., "Fused-Layer CNN Accelerators", MICRO 2016, but with every row computed only
 * once.
 */
public final class Plan {
    private final Program program;
    private final List<MapSize> inputSizes;
    private final boolean frozen;
    private final MapStorage storage;
    private final MapSize[] sizes;
    private final List<List<Extent>> extents = new ArrayList<>();
    private final List<RowBands> bands = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final int[] heights;
    /** For each map, how many rows a band that stores it has. */
    private final int[] bandRows;

    private final MemoryLayout layout;

    /**
     * @param inputSizes the sizes of the inputs, in their order
     * @param frozen whether norms use given statistics
     * @param storage where the maps lie that are held whole
     * @param kernels the program's convolutions, prepared
     * @param threads how many threads are going to run it
     * @throws IllegalArgumentException if the inputs are too small or do not fit each other
     */
    public Plan(
            Program program,
            List<MapSize> inputSizes,
            boolean frozen,
            MapStorage storage,
            List<ConvolutionKernel> kernels,
            int threads) {
        this.program = program;
        this.inputSizes = List.copyOf(inputSizes);
        this.frozen = frozen;
        this.storage = storage;
        List<MapSize> nodes = nodeSizes(program, inputSizes);
        int maps = program.maps().size();
        this.sizes = new MapSize[maps];
        Arrays.setAll(sizes, map -> nodes.get(program.maps().get(map)));
        // A reduction that is only a part of its node leaves a pixel, whatever the node's size.
        program.steps().stream()
                .filter(Step.Reduce.class::isInstance)
                .forEach(step -> sizes[step.output()] = MapSize.PIXEL);
        this.heights = Arrays.stream(sizes).mapToInt(MapSize::height).toArray();
        this.bandRows = new int[maps];
        program.inputs().forEach(map -> stages.add(inputStage(map)));
        Set<Integer> barriers = barriers();
        for (Step step : program.steps()) {
            List<Extent> its = step.inputs().stream()
                    .map(operand -> Extent.of(operand, sizes[operand.map()], nodes))
                    .toList();
            extents.add(its);
            MapSize output = sizes[step.output()];
            int inputHeight = its.get(0).padded().height();
            RowBands rows = barriers.contains(step.output())
                    ? RowBands.high(step, output, inputHeight, kernels)
                    : RowBands.low(step, output, inputHeight, kernels);
            bands.add(rows);
            stages.add(stage(step, rows, its));
        }
        program.outputs().forEach(map -> stages.add(outputStage(map)));
        long[] rowFloats = new long[maps];
        Arrays.setAll(rowFloats, map -> (long) sizes[map].width() * stride(map));
        this.layout = new LayoutPlanner(stages, heights, rowFloats, bandRows, threads, storage).plan();
    }

    private static List<MapSize> nodeSizes(Program program, List<MapSize> inputs) {
        try {
            return program.network().sizes(inputs);
        } catch (IllegalArgumentException e) {
            String sizes = inputs.size() == 1 ? inputs.get(0).toString() : inputs.toString();
            throw new IllegalArgumentException(
                    "an input of " + sizes + " does not fit this network: " + e.getMessage(), e);
        }
    }

    /** The maps by whose own statistics something is normalized. */
    private Set<Integer> barriers() {
        Set<Integer> maps = new HashSet<>();
        if (!frozen) {
            program.norms()
                    .forEach(norm ->
                            maps.add(program.statistics().get(norm.content()).map()));
        }
        return maps;
    }

    /** Whether this is the plan for inputs of these sizes. */
    public boolean isFor(List<MapSize> inputs, boolean withStatistics, MapStorage where) {
        return frozen == withStatistics && storage == where && inputSizes.equals(inputs);
    }

    /** How many floats of a map in the temporary file a thread has in memory at once, at most. */
    public long transferFloats() {
        long most = 0;
        for (int map = 0; map < sizes.length; map++) {
            if (layout.isInFile(map)) {
                most = Math.max(most, (long) bandRows[map] * sizes[map].width() * stride(map));
            }
        }
        return most;
    }

    /** What was planned. */
    public Program program() {
        return program;
    }

    /** The size of a map. */
    public MapSize size(int map) {
        return sizes[map];
    }

    /** The floats from one pixel of a map to the next. */
    public int stride(int map) {
        return PaddedChannels.of(program.channels(map));
    }

    /** What the operands of a step look like, in their order. */
    public List<Extent> extents(int step) {
        return extents.get(step);
    }

    /** The bands of a step. */
    public RowBands bands(int step) {
        return bands.get(step);
    }

    /** Where the maps are. */
    public MemoryLayout layout() {
        return layout;
    }

    /** Which bands of which stages may run, at the beginning of a run. */
    public Schedule schedule() {
        return new Schedule(stages, heights, layout);
    }

    /** How many stages come before those of the program's steps. */
    public int firstStep() {
        return program.inputs().size();
    }

    /** The first row of a band of an input or output; of the band after the last, the first that is not there. */
    public int pictureRow(int map, int band) {
        return (int) Math.min(heights[map], (long) band * RowBands.storedRows(sizes[map].width()));
    }

    private Stage inputStage(int map) {
        int count = pictureBands(map);
        bandRows[map] = RowBands.storedRows(sizes[map].width());
        int[] until = table(count, band -> pictureRow(map, band + 1));
        return new Stage(count, true, List.of(), List.of(new Write(map, until)), copyCost(map) / count);
    }

    private Stage outputStage(int map) {
        int count = pictureBands(map);
        int[] first = table(count, band -> pictureRow(map, band));
        int[] until = table(count, band -> pictureRow(map, band + 1));
        return new Stage(count, true, List.of(new Read(map, first, until)), List.of(), copyCost(map) / count);
    }

    private int pictureBands(int map) {
        return Ints.ceilDiv(heights[map], RowBands.storedRows(sizes[map].width()));
    }

    private Stage stage(Step step, RowBands rows, List<Extent> its) {
        List<Read> reads = new ArrayList<>();
        for (int i = 0; i < its.size(); i++) {
            addReads(step.inputs().get(i), rows, its.get(i), reads);
        }
        List<Write> writes = new ArrayList<>();
        int output = step.output();
        writes.add(new Write(output, table(rows.count(), band -> rows.endOutput(band, heights[output]))));
        bandRows[output] = rows.to(0) * step.scale();
        if (step.keep() != Operand.NONE) {
            Padding padding = step.inputs().get(0).padding();
            int top = padding == null ? 0 : padding.top();
            int[] until = table(rows.count(), band ->
                    (int) Math.max(0, Math.min(heights[step.keep()], (long) rows.keepUntil(band) - top)));
            writes.add(new Write(step.keep(), until));
            bandRows[step.keep()] = rows.to(0);
        }
        return new Stage(rows.count(), false, reads, writes, cost(step) / rows.count());
    }

    private void addReads(Operand operand, RowBands rows, Extent extent, List<Read> reads) {
        int[] first = seenFirst(operand, rows, extent, extent::firstRow);
        int[] until = seenUntil(operand, rows, extent, extent::lastRow);
        reads.add(new Read(operand.map(), first, until));
        addReads(operand.changes(), extent.source(), first, until, reads);
        if (!operand.later().isEmpty()) {
            int[] firstResized = seenFirst(operand, rows, extent, row -> row);
            int[] untilResized = seenUntil(operand, rows, extent, row -> row);
            addReads(operand.later(), extent.resized(), firstResized, untilResized, reads);
        }
    }

    /** Adds what changes read of other maps; their rows have this size, and each band sees those from {@code first} to {@code until}. */
    private void addReads(List<Pointwise> changes, MapSize size, int[] first, int[] until, List<Read> reads) {
        int count = first.length;
        for (Pointwise change : changes) {
            if (change.map() != Operand.NONE) {
                boolean isPixel = !sizes[change.map()].equals(size);
                reads.add(isPixel ? whole(change.map(), count, 0) : new Read(change.map(), first, until));
            }
            if (change.norm() != Operand.NONE && !frozen) {
                addBarriers(change.norm(), count, reads);
            }
        }
    }

    /** Norms wait for the statistics of whole maps. */
    private void addBarriers(int norm, int count, List<Read> reads) {
        for (int number : List.of(
                program.norms().get(norm).content(), program.norms().get(norm).style())) {
            if (number != Operand.NONE) {
                Statistic statistic = program.statistics().get(number);
                reads.add(whole(statistic.map(), count, heights[statistic.map()]));
            }
        }
    }

    private Read whole(int map, int count, int first) {
        return new Read(map, table(count, band -> first), table(count, band -> heights[map]));
    }

    /** For each band the first row of a map that it or a later one sees, by the row of the map for one of the resized operand. */
    private static int[] seenFirst(Operand operand, RowBands rows, Extent extent, IntUnaryOperator rowOf) {
        int[] first = table(
                rows.count(),
                band -> seen(operand, rows, extent, band).map(rowOf).min().orElse(Integer.MAX_VALUE));
        for (int band = first.length - 2; band >= 0; band--) {
            first[band] = Math.min(first[band], first[band + 1]);
        }
        return first;
    }

    /** For each band the row after the last one of a map that it sees. */
    private static int[] seenUntil(Operand operand, RowBands rows, Extent extent, IntUnaryOperator rowOf) {
        return table(
                rows.count(),
                band -> seen(operand, rows, extent, band)
                        .map(row -> rowOf.applyAsInt(row) + 1)
                        .max()
                        .orElse(0));
    }

    /** The rows of the resized operand that a band sees. */
    private static IntStream seen(Operand operand, RowBands rows, Extent extent, int band) {
        int begin = rows.firstInput(band);
        return IntStream.range(begin, begin + rows.inputRows(band))
                .map(row -> extent.resizedRow(row, operand.padding()))
                .filter(row -> row != Extent.NO_ROW);
    }

    /** About what a step costs; a depthwise convolution counts too much, which nobody sees in a bar of progress. */
    private double cost(Step step) {
        double copied = copyCost(step.output());
        if (step instanceof Step.Convolve convolve) {
            int in = program.channels(convolve.input().map());
            int taps = convolve.window().height() * convolve.window().width();
            return copied * in * taps / (convolve.scale() * convolve.scale());
        }
        return copied;
    }

    private double copyCost(int map) {
        return (double) sizes[map].pixels() * stride(map);
    }

    private static int[] table(int length, IntUnaryOperator values) {
        int[] table = new int[length];
        Arrays.setAll(table, values);
        return table;
    }
}
