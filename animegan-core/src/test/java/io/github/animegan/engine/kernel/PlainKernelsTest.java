package io.github.animegan.engine.kernel;

import io.github.animegan.engine.kernel.plain.PlainKernels;

class PlainKernelsTest extends KernelsContractTest {
    @Override
    protected Kernels kernels() {
        return new PlainKernels();
    }
}
