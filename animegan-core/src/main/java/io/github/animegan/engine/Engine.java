package io.github.animegan.engine;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A generator ready to run: compiled to steps, its weights packed for one backend, with threads of its own or shared ones.
 *
 * <p>Thread-safe. Calls run one after another in the order they came, each on all threads: a second picture at the same
 * time would need as much memory again and be no sooner done. That holds for all engines that share {@link Workers}, too.
 */
public final class Engine implements AutoCloseable {
    private final Generator generator;
    private final Kernels kernels;
    private final Program program;
    private final Workers workers;
    private final List<ConvolutionKernel> convolutions;
    private final boolean ownsWorkers;
    /** Whether pictures run rolling. */
    private final boolean local;
    /** The plan of the last size: most pictures are as large as the one before. */
    private volatile @Nullable Plan lastPlan;

    private volatile @Nullable RollingPlan lastRollingPlan;

    private volatile boolean closed;

    /**
     * Compiles a generator, to run in threads of its own.
     *
     * @param threads how many threads compute, at least 1
     * @param warmUp whether to have the JIT compile the kernels meanwhile, so that the first picture takes little longer
     *     than the next
     * @throws IllegalArgumentException if the layers do not fit each other
     */
    public Engine(Generator generator, Kernels kernels, int threads, boolean warmUp) {
        this(generator, kernels, new Workers(threads), true, warmUp);
    }

    /** As the other one, to run in threads that others may use as well and that {@link #close} leaves alone. */
    public Engine(Generator generator, Kernels kernels, Workers shared, boolean warmUp) {
        this(generator, kernels, shared, false, warmUp);
    }

    private Engine(Generator generator, Kernels kernels, Workers workers, boolean ownsWorkers, boolean warmUp) {
        this.generator = generator;
        this.kernels = kernels;
        this.workers = workers;
        this.ownsWorkers = ownsWorkers;
        this.local = generator.receptiveField().isPresent();
        try {
            this.program = Compiler.compile(generator);
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
        workers.beginTurn(RunObserver.NONE, 0);
        try {
            return program.prepare(kernels, workers);
        } finally {
            workers.endTurn();
        }
    }

    /** What a run gives. */
    public record Result(Tensor output, NormStatistics statistics) {}

    public Generator generator() {
        return generator;
    }

    /** Whether the generator has a receptive field, so that its pictures run rolling. */
    public boolean isLocal() {
        return local;
    }

    public int threads() {
        return workers.count();
    }

    /** The backend's name. */
    public String backend() {
        return kernels.name();
    }

    /** The bytes that the prepared weights take. */
    public long weightBytes() {
        return convolutions.stream().mapToLong(ConvolutionKernel::weightBytes).sum();
    }

    /**
     * The bytes of memory that feature maps of a picture of that size take, without what each thread needs. With a local
     * generator that is some rows of each: memory grows with the width alone.
     */
    public long featureMapBytes(int height, int width) {
        Size size = new Size(height, width);
        List<Long> floats = local ? rollingPlan(size).slotFloats() : plan(size).slotFloats();
        return Float.BYTES * floats.stream().mapToLong(Long::longValue).sum();
    }

    private Plan plan(Size picture) {
        Plan plan = lastPlan;
        if (plan == null || !plan.picture().equals(picture)) {
            plan = new Plan(program, picture);
            lastPlan = plan;
        }
        return plan;
    }

    private RollingPlan rollingPlan(Size picture) {
        RollingPlan plan = lastRollingPlan;
        if (plan == null || !plan.plan().picture().equals(picture)) {
            plan = new RollingPlan(plan(picture), convolutions);
            lastRollingPlan = plan;
        }
        return plan;
    }

    /**
     * Runs the generator over a picture {@code [1, height, width, 3]}, normalising by the picture's own statistics.
     *
     * @throws IllegalArgumentException if the shape is another, a side is not a multiple of the generator's
     *     {@link Generator#sizeMultiple} or the picture too small
     * @throws IllegalStateException if the engine is closed
     */
    public Result run(Tensor picture) {
        return run(picture, null);
    }

    /** As {@link #run(Tensor)}, but normalising by the given statistics of an earlier run unless they are null. */
    public Result run(Tensor picture, @Nullable NormStatistics frozen) {
        return run(picture, frozen, RunObserver.NONE);
    }

    /** As {@link #run(Tensor, NormStatistics)}, with somebody who looks on and may end the run. */
    public Result run(Tensor picture, @Nullable NormStatistics frozen, RunObserver observer) {
        Size size = sizeOf(picture.shape());
        if (frozen != null && frozen.size() != program.norms().size()) {
            throw new IllegalArgumentException("statistics of " + frozen.size()
                    + " normalisations for a generator with " + program.norms().size());
        }
        Size outputSize = plan(size).size(program.result());
        int channels = program.channels().get(program.result());
        Tensor output = Tensor.zeros(1, outputSize.height(), outputSize.width(), channels);
        int inputRow = size.width() * 3;
        int outputRow = outputSize.width() * channels;
        NormStatistics statistics = run(
                size,
                (y, target, offset) -> System.arraycopy(picture.data(), y * inputRow, target, offset, inputRow),
                (y, source, offset) -> System.arraycopy(source, offset, output.data(), y * outputRow, outputRow),
                frozen,
                observer);
        return new Result(output, statistics);
    }

    /**
     * Runs the generator over a picture that never has to be there as a tensor, with the result of {@link #run(Tensor)} to the
     * last bit.
     *
     * @param source gives the picture's rows
     * @param sink takes the result's; there may be more than the picture has where the generator rounds sizes up
     * @throws IllegalArgumentException if a side is not a multiple of the generator's {@link Generator#sizeMultiple} or the
     *     picture too small
     * @throws IllegalStateException if the engine is closed
     */
    public void run(int height, int width, RowSource source, RowSink sink, RunObserver observer) {
        run(sizeOf(Shape.of(1, height, width, 3)), source, sink, null, observer);
    }

    private NormStatistics run(
            Size size, RowSource source, RowSink sink, @Nullable NormStatistics frozen, RunObserver observer) {
        return local ? roll(size, source, sink, observer) : runWhole(size, source, sink, frozen, observer);
    }

    /** Runs step after step, each over all of the picture. */
    NormStatistics runWhole(
            Size size, RowSource source, RowSink sink, @Nullable NormStatistics frozen, RunObserver observer) {
        Plan plan = plan(size);
        return inTurn(
                observer,
                plan.slotFloats(),
                memory -> new Run(plan, memory, convolutions, kernels.pixels(), workers, source, sink, frozen)
                        .execute(observer));
    }

    /** Runs all steps at the same time, each over the rows that are there. */
    private NormStatistics roll(Size size, RowSource source, RowSink sink, RunObserver observer) {
        RollingPlan plan = rollingPlan(size);
        return inTurn(observer, plan.slotFloats(), memory -> {
            new RollingRun(plan, memory, convolutions, kernels.pixels(), workers, source, sink).execute(observer);
            return new NormStatistics(List.of());
        });
    }

    /** Calls when nobody else uses the threads, with buffers of these lengths. */
    private <T> T inTurn(RunObserver observer, List<Long> floats, Function<Workspace, T> run) {
        workers.beginTurn(observer, program.steps().size());
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            Workspace memory = workers.workspace();
            memory.prepare(floats);
            return run.apply(memory);
        } catch (OutOfMemoryError e) {
            workers.dropWorkspace(); // Whoever goes on needs that memory now.
            throw e;
        } finally {
            workers.endTurn();
        }
    }

    private Size sizeOf(Shape shape) {
        if (shape.rank() != 4 || shape.size(0) != 1 || shape.size(3) != 3) {
            throw new IllegalArgumentException("a picture is [1, height, width, 3], not " + shape);
        }
        int multiple = generator.sizeMultiple();
        if (shape.size(1) % multiple != 0 || shape.size(2) % multiple != 0) {
            throw new IllegalArgumentException(
                    "height and width of " + shape + " must be multiples of " + multiple + " for this generator");
        }
        return new Size(shape.size(1), shape.size(2));
    }

    /** Frees threads and memory, after the calls that are running or waiting. Closing again does nothing. */
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
