package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.GraphMessage;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Activations, and arithmetic with numbers, statistics and maps, in whatever order exporters have them. */
class OnnxArithmeticTest extends OnnxPieces {
    private static String one(GraphMessage graph, String operator, String x, AttributeMessage... attributes) {
        return graph.node(operator, List.of(x), attributes);
    }

    private static String two(GraphMessage graph, String operator, String left, String right) {
        return graph.node(operator, List.of(left, right));
    }

    private static String nhwc(GraphMessage graph, String x) {
        return one(graph, "Transpose", x, AttributeMessage.of("perm", new int[] {0, 2, 3, 1}));
    }

    private static String nchw(GraphMessage graph, String x) {
        return one(graph, "Transpose", x, AttributeMessage.of("perm", new int[] {0, 3, 1, 2}));
    }

    private static String pooled(GraphMessage graph, String x) {
        return mean(graph, x, 2, 3);
    }

    private Op onlyOp(BiFunction<GraphMessage, String, String> definition) throws Exception {
        return onlyOp(17, definition);
    }

    private Op onlyOp(int version, BiFunction<GraphMessage, String, String> definition) throws Exception {
        Network network = checked(version, definition);
        assertThat(network.nodes()).hasSize(2);
        return network.nodes().get(1).op();
    }

    @Test
    void limits_ofEachKind() throws Exception {
        float infinite = Float.POSITIVE_INFINITY;
        assertThat(onlyOp((graph, x) -> graph.node("Clip", List.of(x, scalarOf(graph, -1), scalarOf(graph, 0.5f)))))
                .isEqualTo(new Op.Clamp(-1, 0.5f));
        assertThat(onlyOp((graph, x) -> graph.node("Clip", List.of(x, "", scalarOf(graph, 0.5f)))))
                .isEqualTo(new Op.Clamp(-infinite, 0.5f));
        assertThat(onlyOp((graph, x) -> graph.node("Clip", List.of(x, scalarOf(graph, 0.5f)))))
                .isEqualTo(new Op.Clamp(0.5f, infinite));
        assertThat(onlyOp(
                        6 + 1,
                        (graph, x) -> one(
                                graph,
                                "Clip",
                                x,
                                AttributeMessage.of("min", -0.5f),
                                AttributeMessage.of("max", 0.25f))))
                .as("settings until version 10")
                .isEqualTo(new Op.Clamp(-0.5f, 0.25f));
        assertThat(onlyOp((graph, x) -> two(graph, "Max", x, scalar(graph, 0.1f))))
                .isEqualTo(new Op.Clamp(0.1f, infinite));
        assertThat(onlyOp((graph, x) -> two(graph, "Max", scalar(graph, 0.1f), x)))
                .isEqualTo(new Op.Clamp(0.1f, infinite));
        assertThat(onlyOp((graph, x) -> two(graph, "Min", scalar(graph, 0.1f), x)))
                .isEqualTo(new Op.Clamp(-infinite, 0.1f));
    }

    private static String scalarOf(GraphMessage graph, float value) {
        return graph.constant(new float[] {value}, new int[0]);
    }

    @Test
    void activations_withAndWithoutSettings() throws Exception {
        assertThat(onlyOp((graph, x) -> one(graph, "Relu", x))).isEqualTo(new Op.Relu(0));
        assertThat(onlyOp((graph, x) -> one(graph, "LeakyRelu", x))).isEqualTo(new Op.Relu(0.01f));
        assertThat(onlyOp((graph, x) -> one(graph, "LeakyRelu", x, AttributeMessage.of("alpha", 0.3f))))
                .isEqualTo(new Op.Relu(0.3f));
        assertThat(onlyOp((graph, x) -> one(graph, "Sigmoid", x))).isInstanceOf(Op.Sigmoid.class);
        assertThat(onlyOp((graph, x) -> one(graph, "Tanh", x))).isInstanceOf(Op.Tanh.class);
        assertThat(onlyOp((graph, x) -> two(graph, "Max", x, two(graph, "Mul", x, scalar(graph, 0.25f)))))
                .isEqualTo(new Op.Relu(0.25f));
        checked((graph, x) -> one(graph, "HardSigmoid", x));
        checked((graph, x) ->
                one(graph, "HardSigmoid", x, AttributeMessage.of("alpha", 0.5f), AttributeMessage.of("beta", 0.25f)));
    }

    @Test
    void prelu_afterAScaling() throws Exception {
        Network network = checked((graph, x) ->
                two(graph, "PRelu", two(graph, "Mul", x, weights(graph, 3, 1, 1)), weights(graph, 3, 1, 1)));
        assertThat(ops(network)).containsExactly("Affine", "PRelu");
        checked((graph, x) -> two(graph, "PRelu", x, scalar(graph, 0.2f)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -3})
    void softmaxOverChannels(int axis) throws Exception {
        assertThat(onlyOp((graph, x) -> one(graph, "Softmax", x, AttributeMessage.of("axis", axis))))
                .isInstanceOf(Op.Softmax.class);
    }

    @Test
    void softmaxOverTheLastAxis_unlessSaid() throws Exception {
        assertThat(onlyOp((graph, x) -> nchw(graph, one(graph, "Softmax", nhwc(graph, x)))))
                .isInstanceOf(Op.Softmax.class);
        assertRefused(model((graph, x) -> one(graph, "Softmax", x)), "a softmax over [WIDTH]");
    }

    @Test
    void layerNormOverTheLastAxis() throws Exception {
        Op op = onlyOp((graph, x) -> nchw(
                graph,
                graph.node(
                        "LayerNormalization",
                        List.of(nhwc(graph, x), weights(graph, 3), weights(graph, 3)),
                        AttributeMessage.of("epsilon", 0.01f))));
        assertThat(((Op.ChannelNorm) op).epsilon()).isEqualTo(0.01f);
        Op plain = onlyOp((graph, x) ->
                nchw(graph, graph.node("LayerNormalization", List.of(nhwc(graph, x), weights(graph, 3)))));
        assertThat(((Op.ChannelNorm) plain).epsilon()).isEqualTo(1e-5f);
        assertRefused(
                model((graph, x) -> graph.node("LayerNormalization", List.of(x, weights(graph, 3)))),
                "a layer norm over other than the last axis, the channels");
        assertRefused(
                model((graph, x) ->
                        nchw(graph, graph.node("LayerNormalization", List.of(nhwc(graph, x), weights(graph, 2))))),
                "2 numbers for 3 channels");
    }

    @ParameterizedTest
    @CsvSource({"MaxPool, 3, 2, 1", "MaxPool, 3, 2, 0", "AveragePool, 2, 1, 0", "MaxPool, 2, 2, 0"})
    void pooling(String operator, int window, int stride, int ceil) throws Exception {
        Network network = checked((graph, x) -> {
            String small = one(
                    graph,
                    operator,
                    x,
                    AttributeMessage.of("kernel_shape", new int[] {window, window}),
                    AttributeMessage.of("strides", new int[] {stride, stride}),
                    AttributeMessage.of("ceil_mode", ceil));
            return two(graph, "Add", x, pooled(graph, small));
        });
        Op.Pooling kind = operator.equals("MaxPool") ? Op.Pooling.MAX : Op.Pooling.AVERAGE;
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Pool(kind, window, stride, ceil == 1));
    }

    @ParameterizedTest
    @CsvSource({"2 3, 0 0 0 0", "3 3, 1 1 1 1", "3, 0 0 0 0", "1025 1025, 0 0 0 0"})
    void poolingThatIsNotKnown_isRefused(String window, String pads) {
        assertRefused(
                model((graph, x) -> one(
                        graph,
                        "MaxPool",
                        x,
                        AttributeMessage.of("kernel_shape", numbers(window)),
                        AttributeMessage.of("pads", numbers(pads)))),
                "a pooling with paddings or a window that is no square");
    }

    private static int[] numbers(String words) {
        return java.util.Arrays.stream(words.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    @Test
    void pooledToAPixel() throws Exception {
        checked((graph, x) -> two(graph, "Add", x, one(graph, "GlobalMaxPool", x)));
        checked((graph, x) -> two(graph, "Mul", x, one(graph, "GlobalAveragePool", x)));
    }

    @Test
    void extremesOfTwoMaps_areRefused() {
        assertRefused(model((graph, x) -> two(graph, "Max", x, one(graph, "Tanh", x))), "the extreme of two maps");
        assertRefused(
                model((graph, x) -> two(graph, "Min", x, two(graph, "Mul", x, scalar(graph, 0.2f)))),
                "the extreme of two maps");
        assertRefused(
                model((graph, x) -> two(graph, "Max", x, two(graph, "Mul", x, scalar(graph, 2)))),
                "the extreme of two maps");
        assertRefused(
                model((graph, x) -> graph.node("Max", List.of(x, scalar(graph, 0), scalar(graph, 1)))),
                "the extreme of 3 values");
    }

    /** Each line is the same map with its mean, in another place of the formula. */
    @ParameterizedTest
    @ValueSource(strings = {"Add", "Sub", "Mul"})
    void aMapAndItsMean(String operator) throws Exception {
        checked((graph, x) -> two(graph, operator, x, pooled(graph, x)));
        checked((graph, x) -> two(graph, operator, pooled(graph, x), x));
        checked((graph, x) -> two(graph, operator, two(graph, "Add", pooled(graph, x), scalar(graph, 2)), x));
        checked((graph, x) -> {
            String scaled = two(graph, "Mul", x, weights(graph, 3, 1, 1));
            return two(graph, operator, scaled, pooled(graph, one(graph, "Tanh", x)));
        });
    }

    @Test
    void meansAddedAndMultiplied() throws Exception {
        checked((graph, x) -> {
            String other = pooled(graph, one(graph, "Sigmoid", x));
            String sum = two(graph, "Sub", two(graph, "Mul", pooled(graph, x), weights(graph, 1, 3, 1, 1)), other);
            return two(graph, "Add", two(graph, "Mul", x, sum), two(graph, "Add", other, other));
        });
        checked((graph, x) -> {
            String shifted = two(graph, "Add", two(graph, "Mul", x, pooled(graph, x)), weights(graph, 3, 1, 1));
            return one(graph, "Tanh", shifted);
        });
    }

    /** A gate of the variance instead of the mean. */
    @Test
    void theVarianceAsAMap() throws Exception {
        checked((graph, x) -> {
            String variance = variance(graph, x, pooled(graph, x), 2, 3);
            return two(graph, "Mul", one(graph, "Sigmoid", variance), x);
        });
    }

    @Test
    void aNormByOneOverTheRoot() throws Exception {
        Network network = checked((graph, x) -> {
            String mean = pooled(graph, x);
            String variance = variance(graph, x, mean, 2, 3);
            String root =
                    graph.node("Pow", List.of(two(graph, "Add", scalar(graph, 0.5f), variance), scalar(graph, -0.5f)));
            String scale = two(graph, "Mul", root, weights(graph, 1, 3, 1, 1));
            return two(graph, "Sub", two(graph, "Mul", scale, x), two(graph, "Mul", scale, mean));
        });
        assertThat(ops(network)).containsExactly("InstanceNorm");
        assertThat(((Op.InstanceNorm) network.nodes().get(1).op()).epsilon()).isEqualTo(0.5);
    }

    @Test
    void aNormWithoutEpsilon_hasTheLeastOne() throws Exception {
        Network network = checked((graph, x) -> {
            String mean = pooled(graph, x);
            String deviation = one(graph, "Sqrt", variance(graph, x, mean, 2, 3));
            return two(graph, "Div", two(graph, "Sub", x, mean), deviation);
        });
        assertThat(((Op.InstanceNorm) network.nodes().get(1).op()).epsilon()).isEqualTo(1e-12);
    }

    @Test
    void arithmeticThatIsNoNorm_isRefused() {
        String unknown = "means and deviations that are none of the known norms";
        assertRefused(
                model((graph, x) -> {
                    String variance = variance(graph, x, pooled(graph, x), 2, 3);
                    return two(graph, "Mul", x, one(graph, "Sqrt", two(graph, "Add", variance, scalar(graph, 1))));
                }),
                unknown);
        assertRefused(
                model((graph, x) -> {
                    String t = one(graph, "Tanh", x);
                    String varianceT = variance(graph, t, pooled(graph, t), 2, 3);
                    String variance = variance(graph, x, pooled(graph, x), 2, 3);
                    String deviationT = one(graph, "Sqrt", two(graph, "Add", varianceT, scalar(graph, 1)));
                    String deviation = one(graph, "Sqrt", two(graph, "Add", variance, scalar(graph, 2)));
                    String normal = two(graph, "Div", two(graph, "Sub", x, pooled(graph, x)), deviation);
                    String styled = two(graph, "Add", two(graph, "Mul", normal, deviationT), pooled(graph, t));
                    return one(graph, "Tanh", styled);
                }),
                unknown);
        assertRefused(model((graph, x) -> two(graph, "Div", x, pooled(graph, x))), "a division by a mean or variance");
        assertRefused(
                model((graph, x) -> {
                    String sum = two(graph, "Add", pooled(graph, x), scalar(graph, 1));
                    return two(graph, "Div", x, sum);
                }),
                "a division by a sum of statistics");
        assertRefused(
                model((graph, x) -> two(graph, "Mul", x, one(graph, "Sqrt", pooled(graph, x)))),
                "the root of something other than a variance");
    }

    @Test
    void styled_andThenShifted() throws Exception {
        Network network = checked((graph, x) -> {
            String t = graph.node("Conv", List.of(x, weights(graph, 3, 3, 1, 1)));
            String epsilon = scalar(graph, 1e-3f);
            String deviationT =
                    one(graph, "Sqrt", two(graph, "Add", variance(graph, t, pooled(graph, t), 2, 3), epsilon));
            String deviation =
                    one(graph, "Sqrt", two(graph, "Add", variance(graph, x, pooled(graph, x), 2, 3), epsilon));
            String normal = two(graph, "Div", two(graph, "Sub", x, pooled(graph, x)), deviation);
            String styled = two(graph, "Add", two(graph, "Mul", normal, deviationT), pooled(graph, t));
            return two(graph, "Add", styled, weights(graph, 3, 1, 1));
        });
        assertThat(ops(network)).containsExactly("Convolution", "AdaptiveInstanceNorm", "Affine");
    }

    @Test
    void numbersOverAMap() throws Exception {
        checked((graph, x) -> {
            String positive = two(graph, "Add", one(graph, "Sigmoid", x), scalar(graph, 1));
            return two(graph, "Div", weights(graph, 3, 1, 1), positive);
        });
        checked((graph, x) -> {
            String positive = two(graph, "Add", one(graph, "Sigmoid", x), scalar(graph, 1));
            return two(graph, "Div", x, positive);
        });
        checked((graph, x) -> one(graph, "Neg", two(graph, "Div", x, weights(graph, 3, 1, 1))));
    }

    @Test
    void aMapWithItself() throws Exception {
        assertThat(ops(checked((graph, x) -> two(graph, "Mul", x, x)))).containsExactly("Arithmetic");
        assertThat(ops(checked((graph, x) -> two(graph, "Add", x, two(graph, "Mul", x, scalar(graph, 3))))))
                .containsExactly("Affine");
        assertThat(ops(checked((graph, x) -> two(graph, "Sub", two(graph, "Mul", x, scalar(graph, 3)), x))))
                .containsExactly("Affine");
        assertThat(ops(checked((graph, x) -> graph.node("Sum", List.of(x, x, x)))))
                .containsExactly("Affine");
        checked((graph, x) -> graph.node("Pow", List.of(x, scalar(graph, 2))));
        assertThat(ops(checked((graph, x) -> graph.node("Pow", List.of(x, scalar(graph, 1))))))
                .isEmpty();
    }

    @Test
    void sumsAndMeansOverChannels() throws Exception {
        checked((graph, x) -> {
            String gray = one(
                    graph,
                    "ReduceMean",
                    x,
                    AttributeMessage.of("axes", new int[] {1}),
                    AttributeMessage.of("keepdims", 1));
            return two(graph, "Sub", x, gray);
        });
        checked((graph, x) -> two(graph, "Add", graph.node("ReduceSum", List.of(x, graph.integers(-3))), x));
        assertRefused(
                model((graph, x) -> graph.node("ReduceSum", List.of(x, graph.integers(2)))), "a sum over [HEIGHT]");
        assertRefused(model((graph, x) -> mean(graph, x, 3)), "a mean over [WIDTH]");
    }

    @Test
    void numbersAlongOtherAxes_areRefused() {
        assertRefused(
                model((graph, x) -> two(graph, "Add", x, weights(graph, 3))),
                "a constant of the shape [3] that is not one number for each channel");
        assertRefused(
                model((graph, x) -> two(graph, "Mul", x, weights(graph, 4, 1, 1))),
                "a constant of the shape [4, 1, 1] that is not one number for each channel");
        assertRefused(
                model((graph, x) -> two(graph, "Add", x, nhwc(graph, x))),
                "maps whose axes are in different orders combined");
    }

    /** The shape of what is no map yet: a square, means, and a filled tensor. */
    @Test
    void shapesOfStatisticsAndSquares() throws Exception {
        checked((graph, x) -> {
            String square = two(graph, "Mul", x, x);
            String flat = graph.node("Reshape", List.of(square, graph.integers(0, 0, -1)));
            return graph.node("Reshape", List.of(flat, graph.node("Shape", List.of(square))));
        });
        checked((graph, x) -> {
            String means = graph.node(
                    "ReduceMean",
                    List.of(x),
                    AttributeMessage.of("axes", new int[] {2, 3}),
                    AttributeMessage.of("keepdims", 0));
            String shape = graph.node("Shape", List.of(means));
            String four = graph.node("Concat", List.of(shape, graph.integers(1, 1)), AttributeMessage.of("axis", 0));
            return two(graph, "Add", x, graph.node("Reshape", List.of(means, four)));
        });
        checked((graph, x) -> {
            String last = mean(graph, nhwc(graph, x), 1, 2);
            return two(graph, "Sub", x, nchw(graph, last));
        });
    }
}
