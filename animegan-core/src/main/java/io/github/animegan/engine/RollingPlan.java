package io.github.animegan.engine;

import static io.github.animegan.engine.Operand.NONE;

import io.github.animegan.engine.Plan.Extent;
import io.github.animegan.engine.RollingSchedule.Task;
import io.github.animegan.engine.RollingStage.Read;
import io.github.animegan.engine.RollingStage.Write;
import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Lanes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A program's run over a picture of one size of which only some rows of each map are held. Its stages are the reading of
 * the picture, the program's steps, and the writing of the result. How many rows of a map are held is found by going
 * through the run in thought, one band after another.
 */
final class RollingPlan {
    private static final int MOST_SHARES = 100;
    /** Some hundredths of a second. */
    private static final int SHARE_PIXELS = 1 << 17;

    private final Plan plan;
    private final List<RowBands> bands = new ArrayList<>();
    private final List<RollingStage> stages = new ArrayList<>();
    private final int[] heights;
    /** For each map, how many rows a band that stores it has. */
    private final int[] bandRows;

    private final int[] held;

    RollingPlan(Plan plan, List<ConvolutionKernel> kernels) {
        this.plan = plan;
        Program program = plan.program();
        int maps = program.channels().size();
        this.heights = new int[maps];
        Arrays.setAll(heights, map -> plan.size(map).height());
        this.bandRows = new int[maps];
        stages.add(pictureStage(Program.PICTURE, true));
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            Size output = plan.size(step.output());
            RowBands rows = RowBands.low(step, output, kernels);
            bands.add(rows);
            stages.add(stage(step, rows, plan.extent(i)));
        }
        stages.add(pictureStage(program.result(), false));
        this.held = rowsToHold();
    }

    Plan plan() {
        return plan;
    }

    RowBands bands(int step) {
        return bands.get(step);
    }

    /** The first row of a band of the picture or of the result; of the band after the last, the first that is not there. */
    int pictureRow(int map, int band) {
        return Math.min(heights[map], band * RowBands.storedRows(plan.size(map).width()));
    }

    RollingSchedule schedule() {
        return new RollingSchedule(stages, heights, held);
    }

    int held(int map) {
        return held[map];
    }

    /** The length of the array for each map's rows. */
    List<Long> slotFloats() {
        List<Long> floats = new ArrayList<>();
        for (int map = 0; map < held.length; map++) {
            int lanes = Lanes.of(plan.program().channels().get(map));
            floats.add((long) held[map] * plan.size(map).width() * lanes);
        }
        return floats;
    }

    /** In how many shares a run is done, in between of which somebody may end it. */
    int shares() {
        Size picture = plan.picture();
        long pixels = (long) picture.height() * picture.width();
        return (int) Math.max(1, Math.min(MOST_SHARES, pixels / SHARE_PIXELS));
    }

    private RollingStage pictureStage(int map, boolean writes) {
        int rows = RowBands.storedRows(plan.size(map).width());
        int count = (heights[map] + rows - 1) / rows;
        int[] until = table(count, band -> pictureRow(map, band + 1));
        if (writes) {
            bandRows[map] = rows;
            return new RollingStage(count, true, List.of(), List.of(new Write(map, until)));
        }
        int[] first = table(count, band -> pictureRow(map, band));
        return new RollingStage(count, true, List.of(new Read(map, first, until)), List.of());
    }

    private RollingStage stage(Step step, RowBands rows, Extent extent) {
        Operand input = step.input();
        int[] first = table(rows.count(), band -> seen(rows, extent, band, Integer.MAX_VALUE, Math::min));
        for (int band = first.length - 2; band >= 0; band--) {
            first[band] = Math.min(first[band], first[band + 1]);
        }
        int[] until = table(rows.count(), band -> seen(rows, extent, band, -1, Math::max) + 1);
        List<Read> reads = new ArrayList<>();
        reads.add(new Read(input.map(), first, until));
        if (input.residual() != NONE) {
            reads.add(new Read(input.residual(), first, until));
        }
        List<Write> writes = new ArrayList<>();
        Size output = plan.size(step.output());
        writes.add(new Write(
                step.output(), table(rows.count(), band -> Math.min(output.height(), rows.to(band) * step.scale()))));
        bandRows[step.output()] = rows.to(0) * step.scale();
        if (input.keep() != NONE) {
            writes.add(new Write(input.keep(), table(rows.count(), band -> kept(rows, input, extent, band))));
            bandRows[input.keep()] = rows.to(0);
        }
        return new RollingStage(rows.count(), false, reads, writes);
    }

    /** The least or the greatest of the source's rows that a band sees. */
    private static int seen(RowBands rows, Extent extent, int band, int none, IntBinaryOperator choice) {
        int found = none;
        int first = rows.firstInput(band);
        for (int row = first; row < first + rows.inputRows(band); row++) {
            int source = extent.sourceRow(row, rows.step().input().padding());
            if (source != Extent.NO_ROW) {
                found = choice.applyAsInt(found, source);
            }
        }
        return found;
    }

    /** Up to which row the kept map is complete after a band. */
    private static int kept(RowBands rows, Operand input, Extent extent, int band) {
        int top = input.padding() == null ? 0 : input.padding().top();
        return Math.max(0, (int) Math.min(extent.source().height(), (long) rows.keepUntil(band) - top));
    }

    private static int[] table(int length, IntUnaryOperator values) {
        int[] table = new int[length];
        Arrays.setAll(table, values);
        return table;
    }

    /**
     * What a run on one thread needs at its worst moment, and a band more, so that several threads find work. Whole bands:
     * a kernel writes neighbouring rows.
     */
    private int[] rowsToHold() {
        int[] most = new int[heights.length];
        RollingSchedule schedule = new RollingSchedule(stages, heights, heights);
        while (schedule.written() < 1) {
            Task task = schedule.start();
            if (task == null) {
                throw new IllegalStateException("a step waits for rows that no step stores");
            }
            for (Write write : stages.get(task.stage()).writes()) {
                int now = write.until()[task.band()] - schedule.firstNeeded(write.map());
                most[write.map()] = Math.max(most[write.map()], now);
            }
            schedule.end(task);
        }
        int[] rows = new int[heights.length];
        Arrays.setAll(rows, map -> {
            int whole = bandRows[map] == 0 ? 0 : (most[map] + 2 * bandRows[map] - 1) / bandRows[map] * bandRows[map];
            return Math.min(heights[map], whole);
        });
        return rows;
    }
}
