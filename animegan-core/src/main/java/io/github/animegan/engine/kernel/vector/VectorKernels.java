package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.Miniature;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.TransposedAxis;
import io.github.animegan.engine.kernel.TransposedAxis.Phase;
import io.github.animegan.engine.kernel.TransposedSpec;
import io.github.animegan.engine.kernel.plain.PlainDepthwiseConvolution;
import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.Simd;
import java.util.Optional;
import java.util.stream.Stream;

/** Kernels on the Vector API, for vectors of 128, 256 and 512 bits. */
public final class VectorKernels implements Kernels {
    /** Below this many channels the transforms cost more than the products they save. */
    private static final int WINOGRAD_CHANNELS = 16;

    /** Beyond as many, F(6, 3)'s weights, nearly twice those of F(4, 3), cost more to stream than its products save. */
    private static final int F63_CHANNELS = 128;

    private static final int FEW_OUTPUTS = 8;

    /** From so many on, the products of a pixel pay for its copy to a panel, if that is packed at all. */
    private static final int PANEL_OUTPUTS = 4 * BLOCK;

    /** Layers beyond that, which no known generator has, would make an exercise long. */
    private static final int LARGEST_WINDOW = 9;

    private static final int LARGEST_STRIDE = 4;

    /** A few times what a vector of products takes, of any length. */
    private static final double STEP_NANOS = 0.5;

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

    /** Which code computes a convolution. */
    private enum Way {
        DEPTHWISE,
        PLAIN_DEPTHWISE,
        FEW_OUTPUTS,
        WINOGRAD_6X3,
        WINOGRAD_4X3,
        WINOGRAD_4X7,
        WINOGRAD_STRIDED,
        PIXELWISE,
        DIRECT
    }

    private static Way way(ConvolutionSpec spec) {
        boolean blocks = spec.inputLanes() % BLOCK == 0;
        if (spec.depthwise()) {
            return blocks && isWindow(spec, VectorDepthwiseConvolution.WINDOW) ? Way.DEPTHWISE : Way.PLAIN_DEPTHWISE;
        } else if (blocks && spec.stride() == 1 && spec.outputChannels() < FEW_OUTPUTS && !isWindow(spec, 1)) {
            return Way.FEW_OUTPUTS;
        } else if (!worthTransforming(spec.inputLanes(), spec.outputChannels())) {
            return Way.DIRECT;
        } else if (isWindow(spec, 3) && spec.stride() == 1) {
            return spec.inputLanes() > F63_CHANNELS ? Way.WINOGRAD_4X3 : Way.WINOGRAD_6X3;
        } else if (isWindow(spec, 7) && spec.stride() == 1) {
            return Way.WINOGRAD_4X7;
        } else if (isWindow(spec, 1) && spec.stride() == 1) {
            return Simd.LENGTH == BLOCK && spec.outputChannels() >= PANEL_OUTPUTS ? Way.PIXELWISE : Way.DIRECT;
        }
        return isWindow(spec, 3) && spec.stride() == 2 ? Way.WINOGRAD_STRIDED : Way.DIRECT;
    }

    @Override
    public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
        return switch (way(spec)) {
            case DEPTHWISE -> new VectorDepthwiseConvolution(spec, weight, bias);
            case PLAIN_DEPTHWISE -> new PlainDepthwiseConvolution(spec, weight, bias);
            case FEW_OUTPUTS -> new VectorFewOutputsConvolution(spec, weight, bias);
            case WINOGRAD_6X3 -> winograd(spec, new VectorWinograd6x3(), weight, bias);
            case WINOGRAD_4X3 -> winograd(spec, new VectorWinograd4x3(), weight, bias);
            case WINOGRAD_4X7 -> winograd(spec, new VectorWinograd4x7(), weight, bias);
            case WINOGRAD_STRIDED -> new VectorWinogradConvolution(VectorWinogradLayer.strided(spec, weight), bias);
            case PIXELWISE -> new VectorPixelwiseConvolution(spec, weight, bias);
            case DIRECT -> new VectorDirectConvolution(spec, weight, bias);
        };
    }

    private static ConvolutionKernel winograd(
            ConvolutionSpec spec, VectorWinogradTransform transform, float[] weight, float[] bias) {
        return new VectorWinogradConvolution(VectorWinogradLayer.of(spec, transform, weight), bias);
    }

    @Override
    public Optional<Miniature> miniature(LayerSpec layer) {
        if (Math.max(layer.kernelHeight(), layer.kernelWidth()) > LARGEST_WINDOW || layer.stride() > LARGEST_STRIDE) {
            return Optional.empty();
        }
        LayerSpec few = layer instanceof ConvolutionSpec spec
                ? miniature(spec)
                : layer.withChannels(BLOCK, fewOutputs(layer.outputChannels()));
        return Optional.of(new Miniature(few, STEP_NANOS / Simd.LENGTH));
    }

    /** So few outputs that blocks of all widths occur among them which do among those of a layer ({@link ColumnBlocks}). */
    private static int fewOutputs(int outputs) {
        int lanes = PaddedChannels.of(outputs);
        if (Simd.LENGTH < BLOCK) {
            return Math.min(lanes, 4 * BLOCK);
        }
        boolean hasSingle = lanes / Simd.LENGTH % 2 == 1;
        return Math.min(lanes, hasSingle ? 3 * BLOCK : 2 * BLOCK);
    }

    private static LayerSpec miniature(ConvolutionSpec spec) {
        int outputs = fewOutputs(spec.outputChannels());
        return switch (way(spec)) {
            case DIRECT -> {
                // One run of floats a patch and several are different loops, whatever their number.
                int window = isWindow(spec, 1) ? 1 : 2;
                yield new ConvolutionSpec(4, outputs, window, window, 1, false);
            }
            case PIXELWISE -> spec.withChannels(BLOCK, PANEL_OUTPUTS - 2 * BLOCK + outputs);
            case WINOGRAD_4X3 -> spec.withChannels(F63_CHANNELS + 1, outputs);
            default -> spec.withChannels(BLOCK, outputs);
        };
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
