package io.github.animegan.engine.kernel;

/** The shape of a layer that backends prepare a {@link ConvolutionKernel} of: a convolution or a transposed one. */
public sealed interface LayerSpec permits ConvolutionSpec, TransposedSpec {
    int inputChannels();

    int outputChannels();

    int kernelHeight();

    int kernelWidth();

    int stride();
}
