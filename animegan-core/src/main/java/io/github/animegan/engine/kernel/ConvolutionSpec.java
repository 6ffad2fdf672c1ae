package io.github.animegan.engine.kernel;

/**
 * The shape of a convolution without padding. Of each pixel the kernel reads {@link #inputLanes} floats and writes
 * {@link #outputLanes}: those past the channels are zero in the input and must be written as zero.
 *
 * @param inputChannels for a depthwise convolution the same as {@code outputChannels}
 * @param depthwise each output channel sees only its own input channel: the weight is {@code [channels, 1, kh, kw]}
 */
public record ConvolutionSpec(
        int inputChannels, int outputChannels, int kernelHeight, int kernelWidth, int stride, boolean depthwise)
        implements LayerSpec {
    public ConvolutionSpec {
        if (depthwise && inputChannels != outputChannels) {
            throw new IllegalArgumentException(
                    "a depthwise convolution from " + inputChannels + " to " + outputChannels + " channels");
        }
    }

    public int inputLanes() {
        return PaddedChannels.of(inputChannels);
    }

    public int outputLanes() {
        return PaddedChannels.of(outputChannels);
    }

    /** The products of one output pixel and channel: what its rounding error grows with. */
    public int reductionLength() {
        return (depthwise ? 1 : inputChannels) * kernelHeight * kernelWidth;
    }

    /** How many weights it has, besides the biases. */
    public int weights() {
        return outputChannels * reductionLength();
    }
}
