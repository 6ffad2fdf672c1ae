package io.github.animegan.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.engine.kernel.vector.VectorKernels;
import org.junit.jupiter.api.Test;

/** Runs once with the vectors of this CPU, and in runs of their own with shorter ones. */
class VectorKernelsTest extends KernelsContractTest {
    @Override
    protected Kernels kernels() {
        return new VectorKernels();
    }

    /** Winograd's transforms multiply by up to 8 and take away again. */
    @Override
    protected double toleranceFactor() {
        return 6;
    }

    /** A run for shorter vectors that had longer ones would have tested nothing new. */
    @Test
    void vectors_areAsLongAsThisRunIsMeantToHave() {
        int bits = new VectorKernels().bits();
        Integer meant = Integer.getInteger("animegan.test.bits");
        if (meant != null) {
            assertThat(bits).isEqualTo(meant);
        } else {
            assertThat(bits).isIn(128, 256, 512);
        }
    }
}
