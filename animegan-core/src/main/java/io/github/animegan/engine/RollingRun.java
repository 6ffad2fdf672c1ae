package io.github.animegan.engine;

import io.github.animegan.engine.RollingSchedule.Task;
import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of a local generator that holds some rows of each map at a time: the picture's rows come in at one end, the
 * result's go out at the other, and every step follows the one before as soon as it has the rows it needs. Threads take
 * bands of whatever step may go on.
 *
 * <p>Every band of every step is what it is in a {@link Run}, and so are the rows it reads: the result is the same to the
 * last bit. Depth-first execution, as in M. Alwani et al., "Fused-Layer CNN Accelerators", MICRO 2016, but with every
 * row computed only once.
 */
final class RollingRun {
    private final RollingPlan rolling;
    private final Workers workers;
    private final RowSource source;
    private final RowSink sink;
    private final FeatureMap[] maps;
    private final List<BandRun> steps = new ArrayList<>();
    private final RollingSchedule schedule;
    /** Up to which share of the result it goes on now. */
    private double goal;

    private boolean failed;

    /** @param workspace with the buffers that the plan wants, one for each map */
    RollingRun(
            RollingPlan rolling,
            Workspace workspace,
            List<ConvolutionKernel> kernels,
            PixelKernel pixels,
            Workers workers,
            RowSource source,
            RowSink sink) {
        this.rolling = rolling;
        this.workers = workers;
        this.source = source;
        this.sink = sink;
        this.schedule = rolling.schedule();
        Plan plan = rolling.plan();
        Program program = plan.program();
        this.maps = new FeatureMap[program.channels().size()];
        for (int map = 0; map < maps.length; map++) {
            Size size = plan.size(map);
            int lanes = Lanes.of(program.channels().get(map));
            maps[map] = new FeatureMap(workspace.buffer(map), size.height(), size.width(), lanes, rolling.held(map));
        }
        for (int i = 0; i < program.steps().size(); i++) {
            Step step = program.steps().get(i);
            Gather gather = Gather.of(step.input(), plan.extent(i), maps, null, pixels);
            steps.add(new BandRun(rolling.bands(i), gather, maps[step.output()], kernels));
        }
    }

    /** Runs to the end, unless the observer throws; it is asked between shares of the result. */
    void execute(RunObserver observer) {
        int count = steps.size();
        int shares = rolling.shares();
        for (int share = 0; share < shares; share++) {
            observer.atStep(share * count / shares, count);
            goal = (share + 1.0) / shares;
            workers.forEach(workers.count(), (i, scratch) -> work(scratch));
        }
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
                fail();
            }
        }
    }

    /** Waits for a task; null if there are no more. */
    private synchronized @Nullable Task next() {
        Task task = start();
        while (task == null && !isIdle()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException("somebody interrupted a worker", e);
            }
            task = start();
        }
        return task;
    }

    private @Nullable Task start() {
        return isIdle() ? null : schedule.start();
    }

    private boolean isIdle() {
        return failed || schedule.written() >= goal;
    }

    private synchronized void end(Task task) {
        schedule.end(task);
        notifyAll();
    }

    private synchronized void fail() {
        failed = true;
        notifyAll();
    }

    private void run(Task task, Scratch scratch) {
        int step = task.stage() - 1;
        if (step >= 0 && step < steps.size()) {
            steps.get(step).run(task.band(), scratch);
            return;
        }
        int picture = step < 0 ? Program.PICTURE : rolling.plan().program().result();
        FeatureMap map = maps[picture];
        int until = rolling.pictureRow(picture, task.band() + 1);
        for (int y = rolling.pictureRow(picture, task.band()); y < until; y++) {
            if (step < 0) {
                source.read(y, map.data(), map.row(y));
            } else {
                sink.write(y, map.data(), map.row(y));
            }
        }
    }
}
