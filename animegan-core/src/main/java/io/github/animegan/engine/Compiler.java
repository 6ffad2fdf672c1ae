package io.github.animegan.engine;

import static io.github.animegan.engine.Operand.NONE;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.ConvolutionPhase;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a generator: layers that change values where they are read are gathered in an {@link Operand} until a
 * convolution reads it, so that only convolutions become steps of their own.
 */
final class Compiler {
    private static final int PICTURE_CHANNELS = 3;

    private final List<Step> steps = new ArrayList<>();
    private final List<Norm> norms = new ArrayList<>();
    private final List<Program.Convolution> convolutions = new ArrayList<>();
    private final List<Integer> channels = new ArrayList<>();

    private Compiler() {}

    static Program compile(Generator generator) {
        Compiler compiler = new Compiler();
        Operand picture = Operand.of(compiler.newMap(PICTURE_CHANNELS));
        Operand result = compiler.compile(generator.layers(), picture);
        if (!result.isPlain() || result.map() == Program.PICTURE) {
            result = compiler.store(result);
        }
        int width = compiler.channels.get(result.map());
        if (Lanes.of(width) != width) {
            throw new IllegalArgumentException("a generator cannot end with " + width + " channels");
        }
        return new Program(compiler.steps, compiler.norms, compiler.convolutions, compiler.channels);
    }

    private Operand compile(List<Layer> layers, Operand input) {
        Operand value = input;
        for (Layer layer : layers) {
            value = compile(layer, value);
        }
        return value;
    }

    private Operand compile(Layer layer, Operand value) {
        if (layer instanceof Convolution convolution) {
            return convolve(convolution, storeIf(value.keep() != NONE && convolution.stride() != 1, value));
        } else if (layer instanceof TransposedConvolution transposed) {
            return convolve(transposed, storeIf(value.keep() != NONE || value.isResized(), value));
        } else if (layer instanceof InstanceNorm norm) {
            return normalize(value, channels.get(value.map()), norm.epsilon(), norm.scale(), norm.shift());
        } else if (layer instanceof GroupNorm norm) {
            return normalize(value, norm.groups(), norm.epsilon(), norm.scale(), norm.shift());
        } else if (layer instanceof Relu relu) {
            boolean late = value.slope() != 1 || value.residual() != NONE || !value.isOpen();
            return storeIf(late, value).withSlope(relu.negativeSlope());
        } else if (layer instanceof Tanh) {
            return storeIf(!value.isOpen(), value).withTanh();
        } else if (layer instanceof Upsample upsample) {
            return storeIf(value.keep() != NONE || value.isResized(), value).withUpsample(upsample);
        } else if (layer instanceof Padding padding) {
            return storeIf(value.padding() != null, value).withPadding(padding);
        } else {
            return residual((Residual) layer, value);
        }
    }

    private Operand convolve(Convolution layer, Operand input) {
        Shape shape = layer.weight().shape();
        int out = shape.size(0);
        int in = layer.groups() == 1 ? shape.size(1) : out;
        requireChannels(input, in);
        Size window = new Size(shape.size(2), shape.size(3));
        ConvolutionSpec spec =
                new ConvolutionSpec(in, out, window.height(), window.width(), layer.stride(), layer.groups() != 1);
        float[] weight = layer.weight().data();
        float[] bias = biasOf(layer.bias(), out);
        int number = newConvolution(kernels -> kernels.convolution(spec, weight, bias));
        int output = newMap(out);
        steps.add(new Step.Convolve(input, output, number, layer.stride(), 1, window, null));
        return Operand.of(output);
    }

    /**
     * Output row {@code Y = scale * t + r} sees input row {@code t + (r + padding - i) / scale} through each row i of
     * the weights for which that is whole. So the rows of one remainder r are a plain convolution with every
     * {@code scale}th row of the weights, backwards; likewise the columns.
     */
    private Operand convolve(TransposedConvolution layer, Operand input) {
        Shape shape = layer.weight().shape();
        int in = shape.size(0);
        int out = shape.size(1);
        requireChannels(input, in);
        int scale = layer.stride();
        List<PhaseTaps> rowTaps = PhaseTaps.of(shape.size(2), scale, layer.padding());
        List<PhaseTaps> columnTaps = PhaseTaps.of(shape.size(3), scale, layer.padding());
        int top = -PhaseTaps.first(rowTaps);
        int left = -PhaseTaps.first(columnTaps);
        List<ConvolutionPhase> phases = new ArrayList<>();
        for (PhaseTaps rows : rowTaps) {
            for (PhaseTaps columns : columnTaps) {
                ConvolutionSpec spec = new ConvolutionSpec(in, out, rows.count(), columns.count(), 1, false);
                float[] weight = PhaseTaps.select(layer.weight(), rows, columns);
                phases.add(new ConvolutionPhase(
                        spec,
                        weight,
                        rows.firstInput() + top,
                        columns.firstInput() + left,
                        rows.remainder(),
                        columns.remainder()));
            }
        }
        Size window = new Size(PhaseTaps.last(rowTaps) + top + 1, PhaseTaps.last(columnTaps) + left + 1);
        int common = layer.outputPadding() - scale - 2 * layer.padding();
        Size extra = new Size(shape.size(2) + common, shape.size(3) + common);
        Padding padding = new Padding(Border.ZERO, top, PhaseTaps.last(rowTaps), left, PhaseTaps.last(columnTaps));
        float[] bias = biasOf(layer.bias(), out);
        int number = newConvolution(kernels -> kernels.transposedConvolution(phases, scale, bias));
        int output = newMap(out);
        steps.add(new Step.Convolve(input.withPadding(padding), output, number, 1, scale, window, extra));
        return Operand.of(output);
    }

    private Operand normalize(
            Operand value, int groups, double epsilon, @Nullable Tensor scale, @Nullable Tensor shift) {
        Operand raw = storeIf(!value.isPlain() || value.map() == Program.PICTURE, value);
        int width = channels.get(raw.map());
        if (groups < 1 || width % groups != 0) {
            throw new IllegalArgumentException(width + " channels cannot be normalised in " + groups + " groups");
        }
        norms.add(new Norm(raw.map(), width, groups, epsilon, scale, shift));
        return raw.withNorm(norms.size() - 1);
    }

    /**
     * The sum of the body's result and its input. The body reads the input as it is; where that is only a recipe, the
     * body's first step stores it by the way.
     */
    private Operand residual(Residual layer, Operand value) {
        Operand input = storeIf(value.isResized(), value);
        int kept = input.map();
        if (!input.isStored()) {
            kept = input.keep() != NONE ? input.keep() : newMap(channels.get(input.map()));
            input = input.withKeep(kept);
        }
        Operand result = compile(layer.body(), input);
        if (result.keep() != NONE) {
            throw new IllegalArgumentException("a residual block without a convolution");
        }
        requireChannels(result, channels.get(kept));
        return storeIf(result.residual() != NONE || !result.isOpen(), result).withResidual(kept);
    }

    private Operand storeIf(boolean necessary, Operand value) {
        return necessary ? store(value) : value;
    }

    /** Stores a value, so that more can be done with it than a recipe says; where it is to be kept, in the map for that. */
    private Operand store(Operand value) {
        boolean intoKept = value.keep() != NONE && !value.isResized();
        int output = intoKept ? value.keep() : newMap(channels.get(value.map()));
        steps.add(new Step.Store(intoKept ? value.withKeep(NONE) : value, output));
        return Operand.of(output);
    }

    private int newConvolution(Program.Convolution convolution) {
        convolutions.add(convolution);
        return convolutions.size() - 1;
    }

    private int newMap(int width) {
        channels.add(width);
        return channels.size() - 1;
    }

    private void requireChannels(Operand input, int expected) {
        int actual = channels.get(input.map());
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "a layer of " + actual + " channels where " + expected + " are expected");
        }
    }

    private static float[] biasOf(@Nullable Tensor bias, int out) {
        return bias == null ? new float[out] : bias.data();
    }
}
