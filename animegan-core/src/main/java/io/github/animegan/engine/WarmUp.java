package io.github.animegan.engine;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.model.Upsampling;
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
            List<ConvolutionKernel> convolutions = program.prepare(kernels, workers);
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
        Plan plan = new Plan(program, new Size(side, side));
        workspace.prepare(plan.slotFloats());
        float[] picture = weights(side, side, 3).data();
        int row = side * 3;
        RowSource source = (y, target, offset) -> System.arraycopy(picture, y * row, target, offset, row);
        int fast = 0;
        for (long now = System.nanoTime(); now < end && fast < FAST_RUNS; ) {
            new Run(plan, workspace, convolutions, kernels.pixels(), workers, source, (y, values, offset) -> {}, null)
                    .execute(RunObserver.NONE);
            long before = now;
            now = System.nanoTime();
            fast = now - before < FAST_NANOS_PER_PIXEL * side * side ? fast + 1 : 0;
        }
    }

    private static Generator network() {
        Relu relu = new Relu(0.2f);
        List<Layer> layers = List.of(
                convolution(3, WIDTH, 1, 1),
                norm(),
                relu,
                Padding.zero(1),
                convolution(WIDTH, WIDTH, 3, 2),
                norm(),
                relu,
                new Residual(List.of(
                        convolution(WIDTH, WIDTH, 1, 1),
                        norm(),
                        relu,
                        Padding.reflect(1),
                        new Convolution(weights(WIDTH, 1, 3, 3), null, 1, WIDTH),
                        norm(),
                        Padding.reflect(1),
                        convolution(WIDTH, WIDTH, 3, 1),
                        norm())),
                new Upsample(Upsampling.HALF_PIXEL, 2),
                Padding.reflect(3),
                convolution(WIDTH, WIDTH, 7, 1),
                norm(),
                relu,
                Padding.reflect(1),
                convolution(WIDTH, 3, 3, 1),
                new Tanh());
        return new Generator("warm-up", layers, ChannelOrder.RGB, 1);
    }

    private static Convolution convolution(int in, int out, int kernelSize, int stride) {
        return new Convolution(weights(out, in, kernelSize, kernelSize), null, stride, 1);
    }

    private static InstanceNorm norm() {
        return new InstanceNorm(1e-5, null, null);
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
