package io.github.animegan.weights.onnx;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.OpVisitor;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.file.Int8;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.GraphMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes each op of a network as the nodes that it is in ONNX, and answers the name of their result. A border of zeros becomes part
 * of the convolutions that alone read it.
 */
final class OpWriter implements OpVisitor<String> {
    private final GraphMessage graph;
    private final Network network;
    private final boolean int8;
    private final String[] values;
    private final boolean[] isReadByConvolutionsOnly;
    private int current;

    OpWriter(GraphMessage graph, Network network, boolean int8) {
        this.graph = graph;
        this.network = network;
        this.int8 = int8;
        int count = network.nodes().size();
        this.values = new String[count];
        this.isReadByConvolutionsOnly = new boolean[count];
        Arrays.fill(isReadByConvolutionsOnly, true);
        for (Network.Node node : network.nodes()) {
            for (int input : node.inputs()) {
                isReadByConvolutionsOnly[input] &= node.op() instanceof Op.Convolution;
            }
        }
        network.outputs().values().forEach(output -> isReadByConvolutionsOnly[output] = false);
    }

    /** Writes a node, all of whose inputs were written before. */
    void write(int node) {
        current = node;
        values[node] = network.nodes().get(node).op().accept(this);
    }

    /** The name of a node's result. */
    String value(int node) {
        return values[node];
    }

    private int inputNode(int number) {
        return network.nodes().get(current).inputs().get(number);
    }

    private String input(int number) {
        return values[inputNode(number)];
    }

    private int channels() {
        return network.nodes().get(inputNode(0)).channels();
    }

    private String[] inputs() {
        return network.nodes().get(current).inputs().stream()
                .map(node -> values[node])
                .toArray(String[]::new);
    }

    private String node(String operator, AttributeMessage... attributes) {
        return graph.node(operator, List.of(input(0)), attributes);
    }

    @Override
    public String visit(Op.Input op) {
        return op.name();
    }

    @Override
    public String visit(Op.Padding op) {
        if (op.mode() == PaddingMode.ZERO && isReadByConvolutionsOnly[current]) {
            return input(0);
        }
        String mode = switch (op.mode()) {
            case ZERO -> "constant";
            case REFLECT -> "reflect";
            case EDGE -> "edge";
        };
        String sides = graph.integers(0, 0, op.top(), op.left(), 0, 0, op.bottom(), op.right());
        return graph.node("Pad", List.of(input(0), sides), AttributeMessage.of("mode", mode));
    }

    /** The zeros around the map that a convolution reads, if they were left to it: top, left, bottom, right. */
    private int[] pads() {
        int from = inputNode(0);
        return network.nodes().get(from).op() instanceof Op.Padding pad
                        && pad.mode() == PaddingMode.ZERO
                        && isReadByConvolutionsOnly[from]
                ? new int[] {pad.top(), pad.left(), pad.bottom(), pad.right()}
                : new int[4];
    }

    @Override
    public String visit(Op.Convolution op) {
        return graph.node(
                "Conv",
                operands(op.weight(), op.bias(), 0),
                AttributeMessage.of("kernel_shape", kernelShape(op.weight())),
                AttributeMessage.of("strides", both(op.stride())),
                AttributeMessage.of("pads", pads()),
                AttributeMessage.of("group", op.groups()));
    }

    @Override
    public String visit(Op.TransposedConvolution op) {
        int pad = op.padding();
        return graph.node(
                "ConvTranspose",
                operands(op.weight(), op.bias(), 1),
                AttributeMessage.of("kernel_shape", kernelShape(op.weight())),
                AttributeMessage.of("strides", both(op.stride())),
                AttributeMessage.of("pads", new int[] {pad, pad, pad, pad}),
                AttributeMessage.of("output_padding", both(op.outputPadding())));
    }

    private List<String> operands(Tensor weight, @Nullable Tensor bias, int channelAxis) {
        String weightName = int8 ? int8(weight, channelAxis) : constant(weight);
        return bias == null
                ? List.of(input(0), weightName)
                : List.of(
                        input(0),
                        weightName,
                        graph.constant(bias.data(), bias.shape().elementCount()));
    }

    /** Bytes and a step for each output channel, multiplied when the model is loaded. */
    private String int8(Tensor weight, int channelAxis) {
        Int8.Quantized quantized = Int8.quantize("of node " + current, weight, channelAxis);
        int channels = weight.shape().size(channelAxis);
        return graph.node(
                "DequantizeLinear",
                List.of(
                        graph.constant(quantized.values(), weight.shape().toArray()),
                        graph.constant(quantized.scale().data(), channels),
                        graph.constant(new byte[channels], channels)),
                AttributeMessage.of("axis", channelAxis));
    }

    @Override
    public String visit(Op.InstanceNorm op) {
        int channels = channels();
        return instanceNorm(input(0), op.epsilon(), values(op.scale(), 1, channels), values(op.shift(), 0, channels));
    }

    private String instanceNorm(String input, double epsilon, float[] scale, float[] shift) {
        return graph.node(
                "InstanceNormalization",
                List.of(input, graph.constant(scale, scale.length), graph.constant(shift, shift.length)),
                AttributeMessage.of("epsilon", (float) epsilon));
    }

    private static float[] values(@Nullable Tensor tensor, float otherwise, int channels) {
        if (tensor != null) {
            return tensor.data();
        }
        float[] all = new float[channels];
        Arrays.fill(all, otherwise);
        return all;
    }

    /** An instance norm of the map with each group's channels in one. */
    @Override
    public String visit(Op.GroupNorm op) {
        int groups = op.groups();
        String shape = node("Shape");
        String grouped = graph.node("Reshape", List.of(input(0), graph.integers(0, groups, -1)));
        String normalized = instanceNorm(grouped, op.epsilon(), values(null, 1, groups), values(null, 0, groups));
        String value = graph.node("Reshape", List.of(normalized, shape));
        if (op.scale() != null) {
            value = graph.node("Mul", List.of(value, each(op.scale())));
        }
        return op.shift() == null ? value : graph.node("Add", List.of(value, each(op.shift())));
    }

    /** The content's own norm, then the style's deviation and mean. */
    @Override
    public String visit(Op.AdaptiveInstanceNorm op) {
        int channels = channels();
        String content = instanceNorm(input(0), op.epsilon(), values(null, 1, channels), values(null, 0, channels));
        String style = input(1);
        String mean = mean(style);
        String centered = graph.node("Sub", List.of(style, mean));
        String variance = mean(graph.node("Mul", List.of(centered, centered)));
        String epsilon = graph.constant(new float[] {(float) op.epsilon()}, 1);
        String deviation = graph.node("Sqrt", List.of(graph.node("Add", List.of(variance, epsilon))));
        return graph.node("Add", List.of(graph.node("Mul", List.of(content, deviation)), mean));
    }

    private String mean(String input) {
        return graph.node(
                "ReduceMean",
                List.of(input),
                AttributeMessage.of("axes", new int[] {2, 3}),
                AttributeMessage.of("keepdims", 1));
    }

    @Override
    public String visit(Op.Affine op) {
        return graph.node("Add", List.of(graph.node("Mul", List.of(input(0), each(op.scale()))), each(op.shift())));
    }

    @Override
    public String visit(Op.Relu op) {
        return op.negativeSlope() == 0
                ? node("Relu")
                : node("LeakyRelu", AttributeMessage.of("alpha", op.negativeSlope()));
    }

    @Override
    public String visit(Op.PRelu op) {
        return graph.node("PRelu", List.of(input(0), each(op.slopes())));
    }

    @Override
    public String visit(Op.Tanh op) {
        return node("Tanh");
    }

    @Override
    public String visit(Op.Sigmoid op) {
        return node("Sigmoid");
    }

    @Override
    public String visit(Op.Clamp op) {
        return graph.node("Clip", List.of(input(0), limit(op.low()), limit(op.high())));
    }

    private String limit(float limit) {
        return Float.isInfinite(limit) ? "" : graph.constant(new float[] {limit});
    }

    @Override
    public String visit(Op.Softmax op) {
        return node("Softmax", AttributeMessage.of("axis", 1));
    }

    @Override
    public String visit(Op.SpatialSoftmax op) {
        String shape = node("Shape");
        String flat = graph.node("Reshape", List.of(input(0), graph.integers(0, 0, -1)));
        String soft = graph.node("Softmax", List.of(flat), AttributeMessage.of("axis", 2));
        return graph.node("Reshape", List.of(soft, shape));
    }

    /** A layer norm with the channels on the last axis. */
    @Override
    public String visit(Op.ChannelNorm op) {
        int channels = channels();
        String last = node("Transpose", AttributeMessage.of("perm", new int[] {0, 2, 3, 1}));
        String normalized = graph.node(
                "LayerNormalization",
                List.of(
                        last,
                        graph.constant(values(op.scale(), 1, channels), channels),
                        graph.constant(values(op.shift(), 0, channels), channels)),
                AttributeMessage.of("axis", -1),
                AttributeMessage.of("epsilon", (float) op.epsilon()));
        return graph.node("Transpose", List.of(normalized), AttributeMessage.of("perm", new int[] {0, 3, 1, 2}));
    }

    @Override
    public String visit(Op.Arithmetic op) {
        String operator = switch (op.operator()) {
            case ADD -> "Add";
            case SUBTRACT -> "Sub";
            case MULTIPLY -> "Mul";
            case DIVIDE -> "Div";
        };
        return graph.node(operator, List.of(inputs()));
    }

    @Override
    public String visit(Op.Concat op) {
        return graph.node("Concat", List.of(inputs()), AttributeMessage.of("axis", 1));
    }

    @Override
    public String visit(Op.Slice op) {
        return graph.node(
                "Slice", List.of(input(0), graph.integers(op.from()), graph.integers(op.to()), graph.integers(1)));
    }

    @Override
    public String visit(Op.Pool op) {
        return node(
                op.pooling() == Op.Pooling.MAX ? "MaxPool" : "AveragePool",
                AttributeMessage.of("kernel_shape", both(op.kernelSize())),
                AttributeMessage.of("strides", both(op.stride())),
                AttributeMessage.of("ceil_mode", op.ceilMode() ? 1 : 0));
    }

    @Override
    public String visit(Op.GlobalPool op) {
        return node(op.pooling() == Op.Pooling.MAX ? "GlobalMaxPool" : "GlobalAveragePool");
    }

    @Override
    public String visit(Op.Resize op) {
        String scales = graph.constant(new float[] {1, 1, op.factor(), op.factor()}, 4);
        return graph.node("Resize", List.of(input(0), "", scales), resizing(op.mode()));
    }

    @Override
    public String visit(Op.ResizeLike op) {
        String channels = graph.node("Shape", List.of(input(0)), AttributeMessage.of("end", 2));
        String sides = graph.node("Shape", List.of(input(1)), AttributeMessage.of("start", 2));
        String sizes = graph.node("Concat", List.of(channels, sides), AttributeMessage.of("axis", 0));
        return graph.node("Resize", List.of(input(0), "", "", sizes), resizing(op.mode()));
    }

    private static AttributeMessage[] resizing(ResizeMode mode) {
        List<AttributeMessage> attributes = new ArrayList<>();
        String rule = switch (mode) {
            case ALIGN_CORNERS -> "align_corners";
            case HALF_PIXEL -> "half_pixel";
            case ASYMMETRIC, NEAREST -> "asymmetric";
        };
        attributes.add(AttributeMessage.of("mode", mode == ResizeMode.NEAREST ? "nearest" : "linear"));
        attributes.add(AttributeMessage.of("coordinate_transformation_mode", rule));
        attributes.add(AttributeMessage.of("nearest_mode", "floor"));
        return attributes.toArray(AttributeMessage[]::new);
    }

    private String constant(Tensor tensor) {
        return graph.constant(tensor.data(), tensor.shape().toArray());
    }

    /** A number for each channel, in the shape that ONNX repeats over rows and columns. */
    private String each(Tensor tensor) {
        return graph.constant(tensor.data(), tensor.shape().elementCount(), 1, 1);
    }

    private static int[] kernelShape(Tensor weight) {
        return new int[] {weight.shape().size(2), weight.shape().size(3)};
    }

    private static int[] both(int value) {
        return new int[] {value, value};
    }
}
