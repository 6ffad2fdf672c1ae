package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.plan.Plan;
import io.github.animegan.engine.run.Run;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.engine.run.TemporaryFile;
import io.github.animegan.engine.run.TensorRowSink;
import io.github.animegan.engine.run.TensorRowSource;
import io.github.animegan.engine.run.Workers;
import io.github.animegan.engine.run.Workspace;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session on the processor: a network prepared for one backend, with threads of its own or shared ones. */
public final class CpuSession implements Session {
    private final PreparedNetwork prepared;
    private final Workers workers;
    private final boolean ownsWorkers;
    private final Runnable release;
    /** The plan of the last size: most pictures are as large as the one before. */
    private volatile @Nullable Plan lastPlan;

    private volatile boolean closed;

    /**
     * Prepares a network, to run in threads of its own.
     *
     * @param kernels the backend; closed with the session, or if it cannot be made
     * @param threads how many threads compute, at least 1
     * @param warmUp whether to have the JIT compile the kernels in the background; layers of a first picture wait for their own
     * @throws IllegalArgumentException if the backend cannot compute the network
     */
    public CpuSession(Network network, Kernels kernels, int threads, boolean warmUp) {
        this.workers = new Workers(threads);
        this.ownsWorkers = true;
        this.release = kernels::close;
        try {
            this.prepared = PreparedNetwork.of(network, kernels, workers, warmUp);
        } catch (RuntimeException | Error e) {
            workers.close();
            throw e;
        }
    }

    /** As the other one, to run in threads that others may use as well and that {@link #close} leaves alone. */
    public CpuSession(Network network, Kernels kernels, Workers shared, boolean warmUp) {
        this(PreparedNetwork.of(network, kernels, shared, warmUp), shared, kernels::close);
    }

    /**
     * A session of a network that is prepared already, in threads that others may use as well.
     *
     * @param release lets the network go; called once, when the session is closed
     */
    CpuSession(PreparedNetwork prepared, Workers shared, Runnable release) {
        this.prepared = prepared;
        this.workers = shared;
        this.ownsWorkers = false;
        this.release = release;
    }

    /** Has the JIT compile those kernels, unless that was done before, and waits for it. */
    public static void warmUp(Kernels kernels) {
        WarmUp.start(kernels).join();
    }

    @Override
    public Network network() {
        return prepared.network();
    }

    @Override
    public String backend() {
        return prepared.kernels().name();
    }

    @Override
    public int threads() {
        return workers.count();
    }

    @Override
    public long weightBytes() {
        return prepared.weightBytes();
    }

    @Override
    public MapBytes mapBytes(MapSize size, boolean statisticsKnown, MapStorage storage) {
        Plan plan = plan(List.of(size), statisticsKnown, storage);
        LongSummaryStatistics floats =
                plan.layout().bufferFloats().stream().mapToLong(Long::longValue).summaryStatistics();
        return new MapBytes(
                Float.BYTES * (floats.getSum() + workers.count() * plan.transferFloats()),
                Float.BYTES * Math.max(0, floats.getMax()),
                Float.BYTES * plan.layout().fileFloats());
    }

    private Plan plan(List<MapSize> sizes, boolean statisticsKnown, MapStorage storage) {
        Plan plan = lastPlan;
        if (plan == null || !plan.isFor(sizes, statisticsKnown, storage)) {
            plan = new Plan(
                    prepared.program(), sizes, statisticsKnown, storage, prepared.convolutions(), workers.count());
            lastPlan = plan;
        }
        return plan;
    }

    @Override
    public Result run(Map<String, Tensor> inputs, RunOptions options) {
        Batch batch = Batch.of(network(), inputs);
        Plan plan = plan(batch.sizes(), requireStatistics(options.statistics()), options.storage());
        batch.makeOutputs(plan);
        NormStatistics statistics = batch.count() == 1
                ? run(plan, batch.sources(0), batch.sinks(0), options)
                : runItems(plan, batch, options);
        return new Result(batch.outputs(), statistics);
    }

    private boolean requireStatistics(@Nullable NormStatistics statistics) {
        if (statistics != null
                && statistics.size() != prepared.program().statistics().size()) {
            throw new IllegalArgumentException(
                    "statistics of " + statistics.size() + " normalizations for a network with "
                            + prepared.program().statistics().size());
        }
        return statistics != null;
    }

    @Override
    public NormStatistics run(MapSize size, TensorRowSource source, TensorRowSink sink, RunOptions options) {
        if (network().inputs().size() != 1 || network().outputs().size() != 1) {
            throw new IllegalArgumentException("rows are for networks of one input and one output");
        }
        Batch.requirePixels(size);
        Plan plan = plan(List.of(size), requireStatistics(options.statistics()), options.storage());
        return run(plan, List.of(source), List.of(sink), options);
    }

    private NormStatistics run(
            Plan plan, List<TensorRowSource> sources, List<TensorRowSink> sinks, RunOptions options) {
        return inTurn(options.observer(), () -> {
            Workspace memory = workers.workspace();
            memory.prepare(plan.layout().bufferFloats());
            try (TemporaryFile file = file(plan)) {
                return new Run(
                                plan,
                                memory,
                                file,
                                prepared.convolutions(),
                                prepared.kernels().pixels(),
                                sources,
                                sinks,
                                options.statistics())
                        .execute(workers, options.observer());
            }
        });
    }

    private static @Nullable TemporaryFile file(Plan plan) {
        long floats = plan.layout().fileFloats();
        return floats == 0 ? null : TemporaryFile.create(floats);
    }

    /** Runs the items of a batch at the same time, each in the memory of its thread. */
    private NormStatistics runItems(Plan plan, Batch batch, RunOptions options) {
        NormStatistics[] statistics = new NormStatistics[batch.count()];
        inTurn(options.observer(), () -> {
            workers.forEach(batch.count(), (item, scratch) -> {
                Workspace memory = scratch.resource(Workspace.class, Workspace::new);
                memory.prepare(plan.layout().bufferFloats());
                try (TemporaryFile file = file(plan)) {
                    statistics[item] = new Run(
                                    plan,
                                    memory,
                                    file,
                                    prepared.convolutions(),
                                    prepared.kernels().pixels(),
                                    batch.sources(item),
                                    batch.sinks(item),
                                    options.statistics())
                            .executeAlone(scratch);
                }
            });
            return statistics;
        });
        return statistics[statistics.length - 1];
    }

    /** Calls when no other caller uses the threads. */
    private <T> T inTurn(RunObserver observer, Supplier<T> run) {
        long start = System.nanoTime();
        workers.beginTurn(observer);
        try {
            observer.waited(System.nanoTime() - start);
            if (closed) {
                throw new IllegalStateException("closed");
            }
            return run.get();
        } catch (OutOfMemoryError e) {
            workers.dropWorkspace(); // The caller needs that memory now.
            throw e;
        } finally {
            workers.endTurn();
        }
    }

    @Override
    public void close() {
        if (ownsWorkers) {
            workers.close();
            end();
            return;
        }
        workers.awaitTurn();
        try {
            end();
        } finally {
            workers.endTurn();
        }
    }

    private synchronized void end() {
        if (!closed) {
            closed = true;
            release.run();
        }
    }
}
