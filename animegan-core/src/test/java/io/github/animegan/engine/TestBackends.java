package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.nd4j.Nd4jKernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.kernel.vector.VectorKernels;
import java.util.function.Supplier;

/** The kernels that the engine is tested with: those there are, and some that make much of what the interfaces allow. */
enum TestBackends {
    PLAIN(PlainKernels::new),
    VECTOR(VectorKernels::new),
    ND4J(Nd4jKernels::new),
    /** Output tiles of 4 x 4, in bands of fewer rows than a tile. */
    TILES(() -> new TiledKernels(4, 3)),
    /** Many bands: every second row on its own. */
    SMALL_BANDS(() -> new TiledKernels(1, 2));

    @SuppressWarnings("ImmutableEnumChecker") // A method that makes new kernels holds nothing.
    private final Supplier<Kernels> maker;

    TestBackends(Supplier<Kernels> maker) {
        this.maker = maker;
    }

    /** New kernels; an engine closes them. */
    Kernels kernels() {
        return maker.get();
    }
}
