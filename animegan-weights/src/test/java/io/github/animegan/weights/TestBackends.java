package io.github.animegan.weights;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.nd4j.Nd4jKernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.kernel.vector.VectorKernels;
import java.util.function.Supplier;

/** The backends that must reproduce the goldens. */
enum TestBackends {
    PLAIN(PlainKernels::new),
    VECTOR(VectorKernels::new),
    ND4J(Nd4jKernels::new);

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
