package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.BLOCK;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Exercise;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.TransposedAxis;
import io.github.animegan.engine.kernel.TransposedAxis.Phase;
import io.github.animegan.engine.kernel.TransposedSpec;
import io.github.animegan.engine.kernel.plain.PlainDepthwiseConvolution;
import io.github.animegan.engine.kernel.vector.product.Simd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Kernels on the Vector API, for vectors of 128, 256 and 512 bits. */
public final class VectorKernels implements Kernels {
    /** Below this many channels the transforms cost more than the products they save. */
    private static final int WINOGRAD_CHANNELS = 16;

    /** Beyond as many windows, F(6, 3)'s weights, nearly twice those of F(4, 3), cost more to stream than its products save. */
    private static final int F63_WINDOWS = 256 * 128;

    private static final int FEW_OUTPUTS = 8;

    /** From so many on, the products of a pixel pay for its copy to a panel, if that is packed at all. */
    private static final int PANEL_OUTPUTS = 4 * BLOCK;

    private final PixelKernel pixels = new VectorPixelKernel();
    private final VectorExercises exercises = new VectorExercises();
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
            return spec.inputLanes() * spec.outputLanes() > F63_WINDOWS ? Way.WINOGRAD_4X3 : Way.WINOGRAD_6X3;
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
    public List<Exercise> exercises(LayerSpec layer) {
        if (layer instanceof TransposedSpec transposed) {
            return suitsWinograd(transposed)
                    ? exercises.strided(PaddedChannels.of(transposed.outputChannels()))
                    : transposed.convolutions().stream()
                            .flatMap(each -> exercises(each).stream())
                            .toList();
        }
        ConvolutionSpec spec = (ConvolutionSpec) layer;
        int outputs = spec.outputLanes();
        return switch (way(spec)) {
            case DEPTHWISE -> exercises.depthwise();
            case PLAIN_DEPTHWISE -> List.of();
            case FEW_OUTPUTS -> exercises.fewOutputs();
            case WINOGRAD_6X3 -> exercises.winograd(outputs, new VectorWinograd6x3());
            case WINOGRAD_4X3 -> exercises.winograd(outputs, new VectorWinograd4x3());
            case WINOGRAD_4X7 -> exercises.winograd(outputs, new VectorWinograd4x7());
            case WINOGRAD_STRIDED -> exercises.strided(outputs);
            case PIXELWISE -> exercises.pixelwise(outputs);
            case DIRECT -> exercises.patches(outputs);
        };
    }

    @Override
    public Optional<Exercise> firstExercise() {
        return Optional.of(exercises.vectors());
    }

    @Override
    public List<Exercise> pixelExercises(boolean moments) {
        return exercises.pixels(pixels, moments);
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
