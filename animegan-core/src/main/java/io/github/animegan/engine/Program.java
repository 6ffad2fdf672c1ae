package io.github.animegan.engine;

import java.util.List;

/**
 * A generator compiled for any size: steps over numbered maps. Map 0 is the picture, the last step's output the
 * result.
 *
 * @param channels of each map, by number
 */
record Program(List<Step> steps, List<Norm> norms, List<Integer> channels) {
    static final int PICTURE = 0;

    Program {
        steps = List.copyOf(steps);
        norms = List.copyOf(norms);
        channels = List.copyOf(channels);
    }

    int result() {
        return steps.get(steps.size() - 1).output();
    }
}
