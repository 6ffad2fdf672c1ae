package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;

/** Kernels in plain Java: no flag, no native library. */
public final class PlainKernels implements Kernels {
    /** Below this many output channels a vector over them is mostly empty. */
    private static final int FEW_OUTPUTS = 8;

    private final PixelKernel pixels = new PlainPixelKernel();

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        if (spec.depthwise()) {
            return new PlainDepthwiseConvolution(spec, weight, bias);
        }
        if (spec.outputChannels() < FEW_OUTPUTS && spec.stride() == 1) {
            return new PlainScatterConvolution(spec, weight, bias);
        }
        return new PlainDirectConvolution(spec, weight, bias);
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }
}
