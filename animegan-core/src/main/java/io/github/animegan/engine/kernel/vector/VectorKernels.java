package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.BLOCK;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.plain.PlainDepthwiseConvolution;

/** Kernels on the Vector API, for vectors of 128, 256 and 512 bits. */
public final class VectorKernels implements Kernels {
    /** Below this many channels the transforms cost more than the products they save. */
    private static final int WINOGRAD_CHANNELS = 16;

    /** Beyond as many, F(6, 3)'s weights, nearly twice those of F(4, 3), cost more to stream than its products save. */
    private static final int F63_CHANNELS = 128;

    private static final int FEW_OUTPUTS = 8;

    private final PixelKernel pixels = new VectorPixelKernel();
    private final int bits;

    /** Finds the vectors of this CPU, with a {@link LinkageError} if the JVM was started without the module. */
    public VectorKernels() {
        this.bits = Simd.LENGTH * Float.SIZE;
    }

    @Override
    public String name() {
        return "vector";
    }

    /** The length of this CPU's vectors. */
    public int bits() {
        return bits;
    }

    @Override
    public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        boolean blocks = spec.inputLanes() % BLOCK == 0;
        if (spec.depthwise()) {
            boolean vectors = blocks && isWindow(spec, DepthwiseConvolution.WINDOW);
            return vectors
                    ? new DepthwiseConvolution(spec, weight, bias)
                    : new PlainDepthwiseConvolution(spec, weight, bias);
        }
        boolean single = spec.kernelHeight() * spec.kernelWidth() == 1;
        if (blocks && spec.stride() == 1 && spec.outputChannels() < FEW_OUTPUTS && !single) {
            return new FewOutputsConvolution(spec, weight, bias);
        }
        if (blocks && spec.stride() == 1 && spec.outputChannels() >= WINOGRAD_CHANNELS) {
            if (isWindow(spec, 3)) {
                boolean many = spec.inputLanes() > F63_CHANNELS;
                return new WinogradConvolution(spec, many ? new Winograd4x3() : new Winograd6x3(), weight, bias);
            }
            if (isWindow(spec, 7)) {
                return new WinogradConvolution(spec, new Winograd4x7(), weight, bias);
            }
        }
        return new DirectConvolution(spec, weight, bias);
    }

    private static boolean isWindow(ConvolutionSpec spec, int side) {
        return spec.kernelHeight() == side && spec.kernelWidth() == side;
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }
}
