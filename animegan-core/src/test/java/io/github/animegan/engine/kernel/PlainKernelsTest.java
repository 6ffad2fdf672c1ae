package io.github.animegan.engine.kernel;

import io.github.animegan.engine.kernel.plain.PlainKernels;

class PlainKernelsTest extends KernelsContractTest {
    @Override
    protected Kernels kernels() {
        return new PlainKernels();
    }

    /** Winograd's transforms multiply by up to 8 and take away again. */
    @Override
    protected double toleranceFactor() {
        return 6;
    }
}
