package io.github.animegan.engine.kernel;

import io.github.animegan.engine.kernel.nd4j.Nd4jKernels;

class Nd4jKernelsTest extends KernelsContractTest {
    @Override
    protected Kernels kernels() {
        return new Nd4jKernels();
    }
}
