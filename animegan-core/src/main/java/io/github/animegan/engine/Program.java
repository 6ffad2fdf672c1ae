package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.Kernels;
import java.util.List;

/**
 * A generator compiled for any size: steps over numbered maps. Map 0 is the picture, the last step's output the
 * result.
 *
 * @param convolutions what backends prepare kernels of, by number
 * @param channels of each map, by number
 */
record Program(List<Step> steps, List<Norm> norms, List<Convolution> convolutions, List<Integer> channels) {
    static final int PICTURE = 0;

    Program {
        steps = List.copyOf(steps);
        norms = List.copyOf(norms);
        convolutions = List.copyOf(convolutions);
        channels = List.copyOf(channels);
    }

    int result() {
        return steps.get(steps.size() - 1).output();
    }

    /** A convolution with its weights, of which a backend prepares a kernel. */
    interface Convolution {
        ConvolutionKernel prepare(Kernels kernels);
    }

    /** Has all threads prepare the weights, which takes nearly all of the time that a generator takes to load. */
    List<ConvolutionKernel> prepare(Kernels kernels, Workers workers) {
        ConvolutionKernel[] prepared = new ConvolutionKernel[convolutions.size()];
        workers.forEach(prepared.length, (i, scratch) -> {
            prepared[i] = convolutions.get(i).prepare(kernels);
        });
        return List.of(prepared);
    }
}
