package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.BLOCK;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionPhase;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.plain.PlainDepthwiseConvolution;
import java.util.List;
import java.util.Optional;

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
        return winograd(spec, weight)
                .<ConvolutionKernel>map(layer -> new WinogradConvolution(layer, bias))
                .orElseGet(() -> new DirectConvolution(spec, weight, bias));
    }

    private static Optional<WinogradLayer> winograd(ConvolutionSpec spec, float[] oihw) {
        if (!worthTransforming(spec)) {
            return Optional.empty();
        } else if (isWindow(spec, 3) && spec.stride() == 1) {
            boolean many = spec.inputLanes() > F63_CHANNELS;
            return Optional.of(WinogradLayer.of(spec, many ? new Winograd4x3() : new Winograd6x3(), oihw));
        } else if (isWindow(spec, 7) && spec.stride() == 1) {
            return Optional.of(WinogradLayer.of(spec, new Winograd4x7(), oihw));
        } else if (isWindow(spec, 3) && spec.stride() == 2) {
            return Optional.of(WinogradLayer.strided(spec, oihw));
        }
        return Optional.empty();
    }

    private static boolean worthTransforming(ConvolutionSpec spec) {
        return spec.inputLanes() % BLOCK == 0 && spec.outputChannels() >= WINOGRAD_CHANNELS;
    }

    @Override
    public ConvolutionKernel transposedConvolution(List<ConvolutionPhase> phases, int scale, float[] bias) {
        return phases.stream().allMatch(VectorKernels::suitsWinograd)
                        && phases.stream().anyMatch(phase -> isWindow(phase.spec(), 2))
                ? new WinogradConvolution(WinogradLayer.transposed(phases, scale), bias)
                : Kernels.super.transposedConvolution(phases, scale, bias);
    }

    /** Whether it sees one or two rows and columns, from the window's first on. */
    private static boolean suitsWinograd(ConvolutionPhase phase) {
        ConvolutionSpec spec = phase.spec();
        return worthTransforming(spec)
                && Math.max(spec.kernelHeight(), spec.kernelWidth()) <= 2
                && phase.inputRow() == 0
                && phase.inputColumn() == 0;
    }

    private static boolean isWindow(ConvolutionSpec spec, int side) {
        return spec.kernelHeight() == side && spec.kernelWidth() == side;
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }
}
