package io.github.animegan.engine.run;

import static io.github.animegan.engine.program.Operand.NONE;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.plan.MemoryLayout;
import io.github.animegan.engine.plan.Plan;
import io.github.animegan.engine.plan.RowBands;
import io.github.animegan.engine.plan.Schedule;
import io.github.animegan.engine.plan.Schedule.Task;
import io.github.animegan.engine.program.Program;
import io.github.animegan.engine.program.Statistic;
import io.github.animegan.engine.program.Step;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.NormStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of a planned program: the inputs' rows come in at one end, the outputs' go out at the other, and every step follows the
 * one before as soon as it has the rows it needs. Threads take bands of whatever step may go on. The bits of the result depend
 * neither on their number nor on the order in which they come.
 */
public final class Run {
    /** How long the caller sleeps before it looks at the run again. */
    private static final long LOOK_MILLIS = 4;

    private final Plan plan;
    private final Program program;
    private final List<TensorRowSource> sources;
    private final List<TensorRowSink> sinks;
    private final PixelKernel pixels;
    private final boolean frozen;
    private final Normalizations normalizations;
    private final FeatureMap[] maps;
    private final List<StepRun> steps = new ArrayList<>();
    /** For each step, the sums of its output's moments if those are needed. */
    private final List<@Nullable MomentSums> sums = new ArrayList<>();

    private final Schedule schedule;
    private int waiting;
    private boolean stopped;

    /**
     * @param workspace with the buffers that the plan's layout wants
     * @param file the temporary file, if the plan's layout wants one
     * @param kernels the program's convolutions, prepared
     * @param pixels the backend's routines for pixels
     * @param sources of the inputs, in their order
     * @param sinks of the outputs, in their order
     * @param statistics those to normalize by, or null to take the maps' own, as the plan has it
     */
    public Run(
            Plan plan,
            Workspace workspace,
            @Nullable TemporaryFile file,
            List<ConvolutionKernel> kernels,
            PixelKernel pixels,
            List<TensorRowSource> sources,
            List<TensorRowSink> sinks,
            @Nullable NormStatistics statistics) {
        this.plan = plan;
        this.program = plan.program();
        this.sources = sources;
        this.sinks = sinks;
        this.pixels = pixels;
        this.frozen = statistics != null;
        this.normalizations = new Normalizations(program, statistics);
        this.schedule = plan.schedule();
        this.maps = new FeatureMap[program.maps().size()];
        for (int map = 0; map < maps.length; map++) {
            maps[map] = map(map, workspace, file);
        }
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            RowBands bands = plan.bands(i);
            steps.add(new StepRun(bands, gathers(i, step), maps[step.output()], kernels));
            boolean isMeasured = !frozen && !statisticsOf(step.output()).isEmpty();
            sums.add(isMeasured ? workspace.sums(i, program.channels(step.output()), bands.count()) : null);
        }
    }

    private FeatureMap map(int map, Workspace workspace, @Nullable TemporaryFile file) {
        MemoryLayout layout = plan.layout();
        MapSize size = plan.size(map);
        FeatureMap.Form form =
                new FeatureMap.Form(size.height(), size.width(), program.channels(map), plan.stride(map));
        if (layout.isInFile(map)) {
            return new FileMap(Objects.requireNonNull(file), layout.offset(map), form);
        }
        float[] buffer = workspace.buffer(layout.buffer(map));
        return new ArrayMap(buffer, Math.toIntExact(layout.offset(map)), form, layout.held(map));
    }

    private List<Gather> gathers(int number, Step step) {
        FeatureMap keep = step.keep() == NONE ? null : maps[step.keep()];
        List<Gather> gathers = new ArrayList<>();
        for (int i = 0; i < step.inputs().size(); i++) {
            gathers.add(
                    new Gather(step.inputs().get(i), plan.extents(number).get(i), maps, keep, normalizations, pixels));
        }
        return gathers;
    }

    /** Runs to the end on all workers, unless the observer throws, and returns the statistics by which it normalized. */
    public NormStatistics execute(Workers workers, RunObserver observer) {
        ParallelLoop loop = workers.start(workers.count(), (i, scratch) -> work(scratch));
        try {
            while (!loop.await(LOOK_MILLIS)) {
                observer.at(progress());
            }
        } catch (Throwable e) {
            stop();
            loop.awaitEnd();
            throw e;
        }
        loop.rethrow();
        observer.at(1);
        return normalizations.statistics();
    }

    /** Runs to the end in this thread. */
    public NormStatistics executeAlone(Scratch scratch) {
        work(scratch);
        return normalizations.statistics();
    }

    private void work(Scratch scratch) {
        boolean finished = false;
        try {
            for (Task task = next(); task != null; task = next()) {
                run(task, scratch);
                end(task);
            }
            finished = true;
        } finally {
            if (!finished) {
                stop();
            }
        }
    }

    /** Waits for a task; null if there are no more. */
    private synchronized @Nullable Task next() {
        while (!stopped && !schedule.isDone()) {
            Task task = schedule.start();
            if (task != null) {
                return task;
            }
            waiting++;
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("a worker thread was interrupted", e);
            } finally {
                waiting--;
            }
        }
        return null;
    }

    private synchronized void end(Task task) {
        schedule.end(task);
        int step = task.stage() - plan.firstStep();
        if (step >= 0 && step < steps.size() && schedule.isDone(task.stage())) {
            setStatistics(step);
        }
        if (waiting > 0) {
            notifyAll();
        }
    }

    private synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    private synchronized double progress() {
        return schedule.progress();
    }

    private void run(Task task, Scratch scratch) {
        int step = task.stage() - plan.firstStep();
        if (step < 0) {
            read(task, scratch);
        } else if (step < steps.size()) {
            run(step, task.band(), scratch);
        } else {
            write(step - steps.size(), task.band(), scratch);
        }
    }

    private void run(int number, int band, Scratch scratch) {
        StepRun step = steps.get(number);
        FeatureMap output = step.output();
        int first = step.bands().firstOutput(band);
        int rows = step.bands().endOutput(band, output.height()) - first;
        PixelView computed = output.open(first, rows, scratch);
        step.run(band, computed, scratch);
        MomentSums its = sums.get(number);
        if (its != null) {
            its.add(band, computed, rows, output.width(), pixels, scratch);
        }
        output.store(first, rows, computed, scratch);
    }

    private void read(Task task, Scratch scratch) {
        int number = program.inputs().get(task.stage());
        FeatureMap map = maps[number];
        TensorRowSource source = sources.get(task.stage());
        int until = plan.pictureRow(number, task.band() + 1);
        for (int y = plan.pictureRow(number, task.band()); y < until; y++) {
            PackedRows.read(source, y, map, scratch);
        }
    }

    private void write(int output, int band, Scratch scratch) {
        int number = program.outputs().get(output);
        FeatureMap map = maps[number];
        int until = plan.pictureRow(number, band + 1);
        for (int y = plan.pictureRow(number, band); y < until; y++) {
            PackedRows.write(map, y, sinks.get(output), scratch);
        }
    }

    private List<Integer> statisticsOf(int map) {
        List<Integer> found = new ArrayList<>();
        for (int number = 0; number < program.statistics().size(); number++) {
            if (program.statistics().get(number).map() == map) {
                found.add(number);
            }
        }
        return found;
    }

    private void setStatistics(int step) {
        MomentSums its = sums.get(step);
        if (its != null) {
            NormStatistics.Moments joined = its.join();
            for (int number : statisticsOf(program.steps().get(step).output())) {
                Statistic statistic = program.statistics().get(number);
                normalizations.set(number, statistic.group(joined));
            }
        }
    }
}
