package io.github.animegan.engine.kernel;

/** The shape of a layer that backends prepare a {@link ConvolutionKernel} of: a convolution or a transposed one. */
public sealed interface LayerSpec permits ConvolutionSpec, TransposedSpec {
    int inputChannels();

    int outputChannels();

    int kernelHeight();

    int kernelWidth();

    int stride();

    /** How many weights it has, besides the biases. */
    int weights();

    /** The rows and columns of output that one of what its kernel counts makes. */
    int scale();

    /** {@return the kind of layer that it is, with which {@link #inWords} begins} */
    String kind();

    /** {@return its shape in a few words, different for different shapes} */
    default String inWords() {
        return kind() + " " + kernelHeight() + "x" + kernelWidth() + ", stride " + stride() + ", " + inputChannels()
                + " to " + outputChannels();
    }

    /** The same layer with at most so many channels. */
    LayerSpec withChannels(int mostInputs, int mostOutputs);
}
