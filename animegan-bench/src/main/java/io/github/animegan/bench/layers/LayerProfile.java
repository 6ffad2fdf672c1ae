package io.github.animegan.bench.layers;

import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The layers of a network, each in the fastest of some runs, in one thread.
 *
 * @param backend whose kernels computed them
 * @param size the picture's sides
 * @param layers the convolutions, in the network's order
 */
public record LayerProfile(String backend, int size, List<LayerTime> layers) {
    /** Copies the list. */
    public LayerProfile {
        layers = List.copyOf(layers);
    }

    /**
     * Runs a network on a square picture, again and again.
     *
     * @param network with one input, a picture of three channels
     * @param backend closed at the end
     * @param runs at least 1; the first ones are slow, as code is not compiled yet
     */
    public static LayerProfile of(Network network, Kernels backend, int size, int runs) {
        MeasuredKernels kernels = new MeasuredKernels(backend);
        Map<String, Tensor> inputs = Map.of(network.inputs().keySet().iterator().next(), BenchmarkPicture.of(size));
        try (CpuSession session = new CpuSession(network, kernels, 1, false)) {
            return IntStream.range(0, runs)
                    .mapToObj(run -> {
                        kernels.reset();
                        session.run(inputs, RunOptions.defaults());
                        return new LayerProfile(backend.name(), size, kernels.times());
                    })
                    .reduce(LayerProfile::fastest)
                    .orElseThrow(() -> new IllegalArgumentException(runs + " runs"));
        }
    }

    /** Each layer as in the faster of two runs: whoever shares the core seldom slows the same layer in all of them. */
    private LayerProfile fastest(LayerProfile other) {
        List<LayerTime> fastest = IntStream.range(0, layers.size())
                .mapToObj(i -> layers.get(i).fastest(other.layers.get(i)))
                .toList();
        return new LayerProfile(backend, size, fastest);
    }

    /** {@return the processor time of all layers together, with what lies between them} */
    public double millis() {
        return layers.stream()
                .mapToDouble(layer -> layer.kernelMillis() + layer.otherMillis())
                .sum();
    }
}
