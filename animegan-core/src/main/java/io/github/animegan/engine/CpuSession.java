package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.plan.Plan;
import io.github.animegan.engine.program.Compiler;
import io.github.animegan.engine.program.Program;
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
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A session on the processor: the network compiled to steps, its weights packed for one backend, with own or shared threads. */
public final class CpuSession implements Session {
    private final Network network;
    private final Kernels kernels;
    private final Program program;
    private final Workers workers;
    private final List<ConvolutionKernel> convolutions;
    private final boolean ownsWorkers;
    /** The plan of the last size: most pictures are as large as the one before. */
    private volatile @Nullable Plan lastPlan;

    private volatile boolean closed;

    /**
     * Compiles a network, to run in threads of its own.
     *
     * @param kernels the backend; closed with the session
     * @param threads how many threads compute, at least 1
     * @param warmUp whether to have the JIT compile the kernels meanwhile, so that the first picture takes little longer
     *     than the next
     * @throws IllegalArgumentException if the backend cannot compute the network
     */
    public CpuSession(Network network, Kernels kernels, int threads, boolean warmUp) {
        this(network, kernels, new Workers(threads), true, warmUp);
    }

    /** As the other one, to run in threads that others may use as well and that {@link #close} leaves alone. */
    public CpuSession(Network network, Kernels kernels, Workers shared, boolean warmUp) {
        this(network, kernels, shared, false, warmUp);
    }

    private CpuSession(Network network, Kernels kernels, Workers workers, boolean ownsWorkers, boolean warmUp) {
        this.network = network;
        this.kernels = kernels;
        this.workers = workers;
        this.ownsWorkers = ownsWorkers;
        try {
            this.program = Compiler.compile(network);
            CompletableFuture<Void> warm = warmUp ? WarmUp.start(kernels) : CompletableFuture.completedFuture(null);
            this.convolutions = prepare();
            warm.join();
        } catch (RuntimeException | Error e) {
            if (ownsWorkers) {
                workers.close();
            }
            throw e;
        }
    }

    /** Has the JIT compile those kernels, unless that was done before, and waits for it. */
    public static void warmUp(Kernels kernels) {
        WarmUp.start(kernels).join();
    }

    private List<ConvolutionKernel> prepare() {
        workers.beginTurn(RunObserver.NONE);
        try {
            return prepare(program, kernels, workers);
        } finally {
            workers.endTurn();
        }
    }

    /** Has all threads prepare the weights, which takes nearly all of the time that a network takes to load. */
    static List<ConvolutionKernel> prepare(Program program, Kernels kernels, Workers workers) {
        ConvolutionKernel[] prepared =
                new ConvolutionKernel[program.convolutions().size()];
        workers.forEach(prepared.length, (i, scratch) -> {
            prepared[i] = program.convolutions().get(i).prepare(kernels);
        });
        return List.of(prepared);
    }

    @Override
    public Network network() {
        return network;
    }

    @Override
    public String backend() {
        return kernels.name();
    }

    @Override
    public int threads() {
        return workers.count();
    }

    @Override
    public long weightBytes() {
        return convolutions.stream().mapToLong(ConvolutionKernel::weightBytes).sum();
    }

    @Override
    public MapBytes mapBytes(MapSize size, boolean statisticsKnown, MapStorage storage) {
        Plan plan = plan(List.of(size), statisticsKnown, storage);
        long floats =
                plan.layout().bufferFloats().stream().mapToLong(Long::longValue).sum();
        return new MapBytes(
                Float.BYTES * (floats + workers.count() * plan.transferFloats()),
                Float.BYTES * plan.layout().fileFloats());
    }

    private Plan plan(List<MapSize> sizes, boolean statisticsKnown, MapStorage storage) {
        Plan plan = lastPlan;
        if (plan == null || !plan.isFor(sizes, statisticsKnown, storage)) {
            plan = new Plan(program, sizes, statisticsKnown, storage, convolutions, workers.count());
            lastPlan = plan;
        }
        return plan;
    }

    @Override
    public Result run(Map<String, Tensor> inputs, RunOptions options) {
        Batch batch = Batch.of(network, inputs);
        Plan plan = plan(batch.sizes(), requireStatistics(options.statistics()), options.storage());
        batch.makeOutputs(plan);
        NormStatistics statistics = batch.count() == 1
                ? run(plan, batch.sources(0), batch.sinks(0), options)
                : runItems(plan, batch, options);
        return new Result(batch.outputs(), statistics);
    }

    private boolean requireStatistics(@Nullable NormStatistics statistics) {
        if (statistics != null && statistics.size() != program.statistics().size()) {
            throw new IllegalArgumentException(
                    "statistics of " + statistics.size() + " normalizations for a network with "
                            + program.statistics().size());
        }
        return statistics != null;
    }

    @Override
    public NormStatistics run(MapSize size, TensorRowSource source, TensorRowSink sink, RunOptions options) {
        if (network.inputs().size() != 1 || network.outputs().size() != 1) {
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
                return new Run(plan, memory, file, convolutions, kernels.pixels(), sources, sinks, options.statistics())
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
                                    convolutions,
                                    kernels.pixels(),
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
        workers.beginTurn(observer);
        try {
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
            kernels.close();
        }
    }
}
