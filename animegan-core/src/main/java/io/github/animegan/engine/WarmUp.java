package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.plan.Plan;
import io.github.animegan.engine.program.Compiler;
import io.github.animegan.engine.program.Program;
import io.github.animegan.engine.run.Run;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.engine.run.TensorRowSink;
import io.github.animegan.engine.run.TensorRowSource;
import io.github.animegan.engine.run.Workers;
import io.github.animegan.engine.run.Workspace;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the JIT compile kernels before the first picture: runs a tiny network that has a layer of each kind, until it has
 * become fast or the time is up. Code that is still interpreted is hundreds of times slower, so what it is tried on
 * must be tiny; a first picture of 512x512 would go through all of that at full size.
 */
final class WarmUp {
    private static final int WIDTH = 16;
    /** First so small that interpreted code gets through, then large enough for loops to be noticed. */
    private static final int[] SIDES = {8, 24};

    private static final long BUDGET_NANOS = 600_000_000;
    /** So many runs in a row that take no longer than compiled code does, and the rest of the time is saved. */
    private static final int FAST_RUNS = 25;

    private static final long FAST_NANOS_PER_PIXEL = 3_000;

    /** By the backend's name: what is compiled once, or being compiled, is so for all engines of a process. */
    private static final Map<String, CompletableFuture<Void>> STARTED = new ConcurrentHashMap<>();

    private WarmUp() {}

    /** Starts it in a thread of its own, unless somebody did. */
    static CompletableFuture<Void> start(Kernels kernels) {
        return STARTED.computeIfAbsent(
                kernels.name(), name -> CompletableFuture.runAsync(() -> runOrForget(kernels), WarmUp::inDaemonThread));
    }

    private static void runOrForget(Kernels kernels) {
        try {
            run(kernels);
        } catch (RuntimeException | Error e) {
            STARTED.remove(kernels.name()); // Out of memory, say: the next engine shall try again.
            throw e;
        }
    }

    private static void inDaemonThread(Runnable task) {
        Thread thread = new Thread(task, "animegan-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void run(Kernels kernels) {
        Program program = Compiler.compile(network());
        Workers workers = new Workers(1);
        try {
            List<ConvolutionKernel> convolutions = PreparedNetwork.pack(program, kernels, workers);
            long end = System.nanoTime() + BUDGET_NANOS;
            for (int side : SIDES) {
                run(program, convolutions, kernels, workers, side, end);
            }
        } finally {
            workers.close();
        }
    }

    private static void run(
            Program program,
            List<ConvolutionKernel> convolutions,
            Kernels kernels,
            Workers workers,
            int side,
            long end) {
        Workspace workspace = new Workspace();
        Plan plan = new Plan(program, List.of(new MapSize(side, side)), false, MapStorage.MEMORY, convolutions, 1);
        workspace.prepare(plan.layout().bufferFloats());
        float[] picture = weights(side, side, 3).data();
        int row = side * 3;
        List<TensorRowSource> sources =
                List.of((y, target, offset) -> System.arraycopy(picture, y * row, target, offset, row));
        List<TensorRowSink> sinks = List.of((y, values, offset) -> {});
        int fast = 0;
        for (long now = System.nanoTime(); now < end && fast < FAST_RUNS; ) {
            new Run(plan, workspace, null, convolutions, kernels.pixels(), sources, sinks, null)
                    .execute(workers, RunObserver.NONE);
            long before = now;
            now = System.nanoTime();
            fast = now - before < FAST_NANOS_PER_PIXEL * side * side ? fast + 1 : 0;
        }
    }

    /** A layer of each kind. */
    private static Network network() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("input", 3);
        Value y = normRelu(convolution(x, WIDTH, 1, 1));
        y = normRelu(convolution(y.pad(Padding.zero(1)), WIDTH, 3, 2));
        Value body = normRelu(convolution(y, WIDTH, 1, 1));
        body = body.pad(Padding.reflect(1)).depthwiseConv(weights(WIDTH, 1, 3, 3), null, 1);
        body = body.instanceNorm(1e-5);
        y = convolution(body.pad(Padding.reflect(1)), WIDTH, 3, 1)
                .instanceNorm(1e-5)
                .plus(y);
        y = y.resize(ResizeMode.HALF_PIXEL, 2).pad(Padding.reflect(3));
        y = normRelu(convolution(y, WIDTH, 7, 1));
        y = convolution(y.pad(Padding.reflect(1)), 3, 3, 1).tanh();
        return network.output("output", y).build();
    }

    private static Value normRelu(Value x) {
        return x.instanceNorm(1e-5).leakyRelu(0.2f);
    }

    private static Value convolution(Value x, int out, int kernelSize, int stride) {
        return x.conv(weights(out, x.channels(), kernelSize, kernelSize), null, stride);
    }

    private static Tensor weights(int... dimensions) {
        Tensor tensor = Tensor.zeros(dimensions);
        Random random = new Random(tensor.data().length);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = random.nextFloat() - 0.5f;
        }
        return tensor;
    }
}
