package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.Simd.BLOCK;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.TransposedAxis;
import io.github.animegan.engine.kernel.TransposedAxis.Phase;
import io.github.animegan.engine.kernel.TransposedSpec;
import io.github.animegan.engine.kernel.plain.PlainDepthwiseConvolution;
import java.util.Optional;
import java.util.stream.Stream;

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
            boolean vectors = blocks && isWindow(spec, VectorDepthwiseConvolution.WINDOW);
            return vectors
                    ? new VectorDepthwiseConvolution(spec, weight, bias)
                    : new PlainDepthwiseConvolution(spec, weight, bias);
        }
        boolean single = spec.kernelHeight() * spec.kernelWidth() == 1;
        if (blocks && spec.stride() == 1 && spec.outputChannels() < FEW_OUTPUTS && !single) {
            return new VectorFewOutputsConvolution(spec, weight, bias);
        }
        return winograd(spec, weight)
                .<ConvolutionKernel>map(layer -> new VectorWinogradConvolution(layer, bias))
                .orElseGet(() -> new VectorDirectConvolution(spec, weight, bias));
    }

    private static Optional<VectorWinogradLayer> winograd(ConvolutionSpec spec, float[] oihw) {
        if (!worthTransforming(spec.inputLanes(), spec.outputChannels())) {
            return Optional.empty();
        } else if (isWindow(spec, 3) && spec.stride() == 1) {
            boolean many = spec.inputLanes() > F63_CHANNELS;
            return Optional.of(
                    VectorWinogradLayer.of(spec, many ? new VectorWinograd4x3() : new VectorWinograd6x3(), oihw));
        } else if (isWindow(spec, 7) && spec.stride() == 1) {
            return Optional.of(VectorWinogradLayer.of(spec, new VectorWinograd4x7(), oihw));
        } else if (isWindow(spec, 3) && spec.stride() == 2) {
            return Optional.of(VectorWinogradLayer.strided(spec, oihw));
        }
        return Optional.empty();
    }

    private static boolean worthTransforming(int inputLanes, int outputChannels) {
        return inputLanes % BLOCK == 0 && outputChannels >= WINOGRAD_CHANNELS;
    }

    @Override
    public ConvolutionKernel transposedConvolution(TransposedSpec spec, float[] iohw, float[] bias) {
        return suitsWinograd(spec)
                ? new VectorWinogradConvolution(VectorWinogradLayer.transposed(spec, iohw), bias)
                : Kernels.super.transposedConvolution(spec, iohw, bias);
    }

    /** Whether its phases see one or two rows and columns, from the window's first on, and one of them two of both. */
    private static boolean suitsWinograd(TransposedSpec spec) {
        return worthTransforming(PaddedChannels.of(spec.inputChannels()), spec.outputChannels())
                && Stream.of(spec.vertical(), spec.horizontal()).allMatch(VectorKernels::suitsWinograd);
    }

    private static boolean suitsWinograd(TransposedAxis axis) {
        int mostTaps = axis.phases().stream().mapToInt(Phase::taps).max().orElseThrow();
        return mostTaps == 2 && axis.phases().stream().allMatch(phase -> phase.input() == 0);
    }

    private static boolean isWindow(ConvolutionSpec spec, int side) {
        return spec.kernelHeight() == side && spec.kernelWidth() == side;
    }

    @Override
    public PixelKernel pixels() {
        return pixels;
    }
}
