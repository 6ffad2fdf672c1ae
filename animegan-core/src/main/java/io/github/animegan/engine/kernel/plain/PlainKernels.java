package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;

/** Kernels in plain Java: no flag, no native library. */
public final class PlainKernels implements Kernels {
    /** Below this many input channels the transforms cost more than the products they save. */
    private static final int WINOGRAD_CHANNELS = 16;

    /** From as many outputs on a row of them is long enough for loops over it. */
    private static final int WIDE_OUTPUTS = 256;

    /** Below this many outputs the transforms of a 7x7 layer's input take as long as the products they save. */
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
        if (spec.stride() == 1 && spec.inputChannels() >= WINOGRAD_CHANNELS) {
            if (isWindow(spec, 3)) {
                PlainWinogradTransform transform = new PlainWinograd4x3();
                return spec.outputLanes() >= WIDE_OUTPUTS
                        ? new PlainWideWinogradConvolution(spec, transform, weight, bias)
                        : new PlainWinogradConvolution(spec, transform, weight, bias);
            }
            if (isWindow(spec, 7) && spec.outputChannels() >= FEW_OUTPUTS) {
                return new PlainWinogradConvolution(spec, new PlainWinograd4x7(), weight, bias);
            }
        }
        return new PlainDirectConvolution(spec, weight, bias);
    }

    private static boolean isWindow(ConvolutionSpec spec, int side) {
        return spec.kernelHeight() == side && spec.kernelWidth() == side;
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }
}
