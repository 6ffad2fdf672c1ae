package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.network.Network;
import java.util.List;

/**
 * A network compiled for any size: steps over numbered maps.
 *
 * @param network what it was compiled of
 * @param steps in an order in which each reads what earlier ones stored
 * @param maps the number of the network's node whose result each map holds, by the map's number
 * @param inputs the maps that hold the network's inputs, in their order
 * @param outputs the maps that hold the network's outputs, in their order
 * @param statistics the moments that normalizations need, by number
 * @param norms the normalizations, by number
 * @param convolutions what backends prepare kernels of, by number
 */
public record Program(
        Network network,
        List<Step> steps,
        List<Integer> maps,
        List<Integer> inputs,
        List<Integer> outputs,
        List<Statistic> statistics,
        List<Norm> norms,
        List<Convolution> convolutions) {
    /** Copies the lists. */
    public Program {
        steps = List.copyOf(steps);
        maps = List.copyOf(maps);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        statistics = List.copyOf(statistics);
        norms = List.copyOf(norms);
        convolutions = List.copyOf(convolutions);
    }

    /**
     * A convolution with its weights, of which a backend prepares a kernel.
     *
     * @param weight as {@link Kernels} wants them
     * @param bias one value an output channel
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: two layers of equal weights are two layers.
    public record Convolution(LayerSpec spec, float[] weight, float[] bias) {
        /** Prepares the kernel. */
        public ConvolutionKernel prepare(Kernels kernels) {
            return kernels.layer(spec, weight, bias);
        }
    }

    /** The shapes of the convolutions, by number. */
    public List<LayerSpec> layers() {
        return convolutions.stream().map(Convolution::spec).toList();
    }

    /** The channels of a map. */
    public int channels(int map) {
        return network.nodes().get(maps.get(map)).channels();
    }
}
