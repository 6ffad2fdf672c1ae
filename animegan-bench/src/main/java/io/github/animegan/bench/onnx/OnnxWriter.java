package io.github.animegan.bench.onnx;

import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes a generator as the ONNX model (operator set 12) that {@code torch.onnx.export} would write, so that ONNX Runtime
 * can run the same weights without Python: input {@code input} and output {@code output}, NCHW. A group norm becomes an
 * instance norm of a reshaped map and a zero padding part of its convolution, as in PyTorch's export.
 *
 * <p>Up-sampling is written as a doubling: sides must be multiples of four.
 */
public final class OnnxWriter {
    private final OnnxGraph graph = new OnnxGraph();
    /** A zero padding that the next convolution takes over: top, left, bottom, right. */
    private int[] padding = new int[4];
    /** Of the value before. */
    private int channels;

    private OnnxWriter() {}

    /** Writes the model file. */
    public static void write(Path file, Generator generator) throws IOException {
        OnnxWriter writer = new OnnxWriter();
        List<Layer> layers = generator.layers();
        if (!(layers.get(layers.size() - 1) instanceof Layer.Tanh)) {
            throw new IllegalArgumentException("a generator that does not end with tanh");
        }
        String last = writer.layers(layers.subList(0, layers.size() - 1), "input");
        writer.graph.result("Tanh", List.of(last));
        Files.write(file, writer.graph.toModel(generator.architecture()));
    }

    private String layers(List<Layer> layers, String input) {
        String value = input;
        for (Layer layer : layers) {
            value = layer(layer, value);
        }
        return value;
    }

    private String layer(Layer layer, String input) {
        if (layer instanceof Layer.Padding pad) {
            return padding(pad, input);
        } else if (layer instanceof Layer.Convolution convolution) {
            return convolution(convolution, input);
        } else if (layer instanceof Layer.TransposedConvolution transposed) {
            return transposed(transposed, input);
        } else if (layer instanceof Layer.InstanceNorm norm) {
            Tensor scale = norm.scale();
            Tensor shift = norm.shift();
            return instanceNorm(
                    input,
                    norm.epsilon(),
                    scale == null ? ones(channels) : scale.data(),
                    shift == null ? new float[channels] : shift.data());
        } else if (layer instanceof Layer.GroupNorm norm) {
            return groupNorm(norm, input);
        } else if (layer instanceof Layer.Residual residual) {
            return graph.node("Add", List.of(input, layers(residual.body(), input)));
        } else if (layer instanceof Layer.Upsample upsample) {
            return doubled(upsample.mode(), input);
        } else if (layer instanceof Layer.Relu relu) {
            return relu.negativeSlope() == 0
                    ? graph.node("Relu", List.of(input))
                    : graph.node("LeakyRelu", List.of(input), OnnxAttribute.of("alpha", relu.negativeSlope()));
        } else if (layer instanceof Layer.Tanh) {
            return graph.node("Tanh", List.of(input));
        }
        throw new IllegalArgumentException("no ONNX form of " + layer.getClass().getSimpleName());
    }

    private String padding(Layer.Padding pad, String input) {
        if (pad.border() == Layer.Border.ZERO) {
            padding = new int[] {pad.top(), pad.left(), pad.bottom(), pad.right()};
            return input;
        }
        String sides = graph.constant(0, 0, pad.top(), pad.left(), 0, 0, pad.bottom(), pad.right());
        return graph.node("Pad", List.of(input, sides), OnnxAttribute.of("mode", "reflect"));
    }

    private String convolution(Layer.Convolution convolution, String input) {
        String output = graph.node(
                "Conv",
                operands(input, convolution.weight(), convolution.bias()),
                OnnxAttribute.of("kernel_shape", kernelShape(convolution.weight())),
                OnnxAttribute.of("strides", both(convolution.stride())),
                OnnxAttribute.of("pads", padding),
                OnnxAttribute.of("group", convolution.groups()));
        padding = new int[4];
        channels = convolution.weight().shape().size(0);
        return output;
    }

    private String transposed(Layer.TransposedConvolution transposed, String input) {
        int pad = transposed.padding();
        channels = transposed.weight().shape().size(1);
        return graph.node(
                "ConvTranspose",
                operands(input, transposed.weight(), transposed.bias()),
                OnnxAttribute.of("kernel_shape", kernelShape(transposed.weight())),
                OnnxAttribute.of("strides", both(transposed.stride())),
                OnnxAttribute.of("pads", new int[] {pad, pad, pad, pad}),
                OnnxAttribute.of("output_padding", both(transposed.outputPadding())));
    }

    private List<String> operands(String input, Tensor weight, @Nullable Tensor bias) {
        String weightName = constant(weight);
        return bias == null ? List.of(input, weightName) : List.of(input, weightName, constant(bias));
    }

    private String groupNorm(Layer.GroupNorm norm, String input) {
        int groups = norm.groups();
        String shape = graph.node("Shape", List.of(input));
        String grouped = graph.node("Reshape", List.of(input, graph.constant(0, groups, -1)));
        String normalized = instanceNorm(grouped, norm.epsilon(), ones(groups), new float[groups]);
        String restored = graph.node("Reshape", List.of(normalized, shape));
        String scale = graph.constant(norm.scale().data(), channels, 1, 1);
        String shift = graph.constant(norm.shift().data(), channels, 1, 1);
        return graph.node("Add", List.of(graph.node("Mul", List.of(restored, scale)), shift));
    }

    private String instanceNorm(String input, double epsilon, float[] scale, float[] shift) {
        return graph.node(
                "InstanceNormalization",
                List.of(input, graph.constant(scale, scale.length), graph.constant(shift, shift.length)),
                OnnxAttribute.of("epsilon", (float) epsilon));
    }

    private String doubled(Upsampling mode, String input) {
        String transformation = switch (mode) {
            case ALIGN_CORNERS, HALF_PIXEL -> mode.name().toLowerCase(Locale.ROOT);
            case TF1_LEGACY -> "asymmetric";
        };
        String none = graph.constant(new float[0], 0);
        String scales = graph.constant(new float[] {1, 1, 2, 2}, 4);
        return graph.node(
                "Resize",
                List.of(input, none, scales),
                OnnxAttribute.of("mode", "linear"),
                OnnxAttribute.of("coordinate_transformation_mode", transformation));
    }

    private String constant(Tensor tensor) {
        return graph.constant(tensor.data(), tensor.shape().toArray());
    }

    private static int[] kernelShape(Tensor weight) {
        Shape shape = weight.shape();
        return new int[] {shape.size(2), shape.size(3)};
    }

    private static int[] both(int value) {
        return new int[] {value, value};
    }

    private static float[] ones(int length) {
        float[] ones = new float[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
