package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.Tensor;

/** Sessions as tests want them. */
final class Sessions {
    private Sessions() {}

    static Session session(Generator generator, Kernels kernels, int threads) {
        return new CpuSession(generator.network(), kernels, threads, false);
    }

    /** What a generator makes of a picture, by the picture's own statistics. */
    static Tensor run(Session session, Tensor picture) {
        return session.run(picture, RunOptions.defaults()).output();
    }
}
