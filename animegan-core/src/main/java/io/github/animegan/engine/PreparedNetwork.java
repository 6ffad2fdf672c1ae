package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.program.Compiler;
import io.github.animegan.engine.program.Program;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.engine.run.Workers;
import io.github.animegan.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A network compiled to steps, its weights packed for one backend: all that sessions need of it besides threads. Immutable.
 *
 * @param kernels the backend; closed by whoever lets go of the network last
 */
record PreparedNetwork(Network network, Kernels kernels, Program program, List<ConvolutionKernel> convolutions) {

    /**
     * Compiles a network and has those threads pack its weights.
     *
     * @param kernels the backend; closed if that fails
     * @param warmUp whether to have the JIT compile the kernels meanwhile
     * @throws IllegalArgumentException if the backend cannot compute the network
     * @throws IllegalStateException if the threads are closed
     */
    static PreparedNetwork of(Network network, Kernels kernels, Workers workers, boolean warmUp) {
        try {
            Program program = Compiler.compile(network);
            List<CompletableFuture<Void>> fast = warmUp
                    ? WarmUp.start(
                            kernels, program.layers(), !program.statistics().isEmpty())
                    : List.of();
            List<ConvolutionKernel> convolutions = inTurn(program, kernels, workers);
            return new PreparedNetwork(network, kernels, program, warmUp ? warming(convolutions, fast) : convolutions);
        } catch (RuntimeException | Error e) {
            kernels.close();
            throw e;
        }
    }

    private static List<ConvolutionKernel> warming(
            List<ConvolutionKernel> convolutions, List<CompletableFuture<Void>> fast) {
        List<ConvolutionKernel> warming = new ArrayList<>();
        for (int i = 0; i < convolutions.size(); i++) {
            // A warm-up that failed is no reason not to draw.
            warming.add(new WarmingKernel(convolutions.get(i), fast.get(i).exceptionally(failure -> null)));
        }
        return List.copyOf(warming);
    }

    private static List<ConvolutionKernel> inTurn(Program program, Kernels kernels, Workers workers) {
        workers.beginTurn(RunObserver.NONE);
        try {
            return pack(program, kernels, workers);
        } finally {
            workers.endTurn();
        }
    }

    /** Has all threads pack the weights, which takes nearly all of the time that a network takes to load. */
    static List<ConvolutionKernel> pack(Program program, Kernels kernels, Workers workers) {
        ConvolutionKernel[] packed =
                new ConvolutionKernel[program.convolutions().size()];
        workers.forEach(packed.length, (i, scratch) -> {
            packed[i] = program.convolutions().get(i).prepare(kernels);
        });
        return List.of(packed);
    }

    /** The bytes that the packed weights take. */
    long weightBytes() {
        return convolutions.stream().mapToLong(ConvolutionKernel::weightBytes).sum();
    }
}
