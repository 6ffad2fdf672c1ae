package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.GraphMessage;
import io.github.animegan.weights.onnx.model.ProtobufMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators that cut, pad, resize and join maps, with their settings where each version of ONNX has them. */
class OnnxVersionsTest extends OnnxPieces {
    private static AttributeMessage ints(String name, int... values) {
        return AttributeMessage.of(name, values);
    }

    private static AttributeMessage floats(String name, float... values) {
        ProtobufMessage attribute = new ProtobufMessage().text(1, name).integer(20, 6);
        for (float value : values) {
            attribute.real(7, value);
        }
        return new AttributeMessage(attribute);
    }

    private static String nhwc(GraphMessage graph, String x) {
        return graph.node("Transpose", List.of(x), ints("perm", 0, 2, 3, 1));
    }

    private static String nchw(GraphMessage graph, String x) {
        return graph.node("Transpose", List.of(x), ints("perm", 0, 3, 1, 2));
    }

    @Test
    void paddingsOfSomeAxes_since18() throws Exception {
        Network network = checked(
                18,
                (graph, x) -> graph.node(
                        "Pad",
                        List.of(x, graph.integers(1, 2, 3, 4), "", graph.integers(2, -1)),
                        AttributeMessage.of("mode", "reflect")));
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Padding(PaddingMode.REFLECT, 1, 3, 2, 4));
        network = checked(
                18,
                (graph, x) -> graph.node("Pad", List.of(x, graph.integers(5, 0), scalar(graph, 0), graph.integers(3))));
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Padding(PaddingMode.ZERO, 0, 0, 5, 0));
    }

    @Test
    void paddingsAsSettings_until10() throws Exception {
        Network network = checked(
                10,
                (graph, x) -> graph.node(
                        "Pad", List.of(x), ints("pads", 0, 0, 1, 2, 0, 0, 3, 4), AttributeMessage.of("mode", "edge")));
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Padding(PaddingMode.EDGE, 1, 3, 2, 4));
    }

    @Test
    void paddingsThatAreNotKnown_areRefused() {
        assertRefused(
                model((graph, x) ->
                        graph.node("Pad", List.of(x, graph.integers(0, 0, 1, 1, 0, 0, 1, 1), scalar(graph, 0.5f)))),
                "a padding with the value 0.5");
        assertRefused(
                model((graph, x) -> graph.node("Pad", List.of(x, graph.integers(0, 1, 0, 0, 0, 0, 0, 0)))),
                "a padding of other axes than rows and columns");
        assertRefused(
                model((graph, x) -> graph.node("Pad", List.of(x, graph.integers(1, 1, 1, 1)))),
                "a padding of 4 sides for 4 axes");
        assertRefused(
                model((graph, x) -> graph.node("Pad", List.of(x, graph.integers(0, 0, 0, 4097, 0, 0, 0, 0)))),
                "a padding of 4097");
    }

    @Test
    void slicesAsSettings_until9() throws Exception {
        checked(9, (graph, x) -> {
            String padded = graph.node("Pad", List.of(x), ints("pads", 0, 0, 1, 2, 0, 0, 2, 1));
            return graph.node("Slice", List.of(padded), ints("starts", 1, 2), ints("ends", -2, -1), ints("axes", 2, 3));
        });
        Network network = checked(9, (graph, x) -> {
            String two = graph.node("Slice", List.of(x), ints("starts", 0, 1), ints("ends", 1, 3));
            return graph.node("Conv", List.of(two, weights(graph, 3, 2, 1, 1)));
        });
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Slice(1, 3));
    }

    @Test
    void slicesInSteps_areRefused() throws Exception {
        BiFunction<GraphMessage, Long, String> slice = (graph, step) -> graph.node(
                "Slice",
                List.of(
                        graph.node("Pad", List.of("input", graph.integers(0, 0, 3, 0, 0, 0, 1, 0))),
                        graph.integers(3),
                        graph.integers(-1),
                        graph.integers(2),
                        graph.integers(step)));
        assertThat(ops(checked((graph, x) -> slice.apply(graph, 1L)))).containsExactly("Padding", "Convolution");
        assertRefused(model((graph, x) -> slice.apply(graph, 2L)), "a slice with steps");
        assertRefused(
                model((graph, x) ->
                        graph.node("Slice", List.of(x, graph.integers(0), graph.integers(7, 8), graph.integers(2)))),
                "a slice with steps");
    }

    @Test
    void slicesOfOtherAxes() {
        assertRefused(
                model((graph, x) ->
                        graph.node("Slice", List.of(x, graph.integers(0), graph.integers(4), graph.integers(2)))),
                "");
        assertRefused(
                model((graph, x) -> {
                    String flat = graph.node("Reshape", List.of(x, graph.integers(0, 0, -1)));
                    return graph.node(
                            "Slice",
                            List.of(flat, graph.integers(1), graph.integers(Long.MAX_VALUE), graph.integers(2)));
                }),
                "a part of [HEIGHT, WIDTH]");
    }

    /** A model of a single split: the second part comes first in the result. */
    private byte[] split(int version, int channels, boolean hasSizes, AttributeMessage... attributes) {
        ProtobufMessage graph = new ProtobufMessage();
        ProtobufMessage node = new ProtobufMessage().text(1, "map");
        if (hasSizes) {
            node.text(1, "sizes");
            graph.message(5, constant("sizes", 7, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0}, 2));
        }
        node.text(2, "first").text(2, "second").text(4, "Split");
        for (AttributeMessage attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node("Conv", "map", "input", "in"));
        graph.message(1, node);
        graph.message(
                1,
                node("Concat", "joined", "second", "first")
                        .message(5, AttributeMessage.of("axis", 1).message()));
        graph.message(1, node("Conv", "output", "joined", "out")).text(2, "split");
        graph.message(5, floats("in", channels, 3, 1, 1)).message(5, floats("out", 3, channels, 1, 1));
        graph.message(11, port("input")).message(12, port("output"));
        return new ProtobufMessage()
                .integer(1, 8)
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").integer(2, version))
                .toBytes();
    }

    private static ProtobufMessage node(String operator, String output, String... inputs) {
        ProtobufMessage node = new ProtobufMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    private ProtobufMessage floats(String name, int... shape) {
        float[] values = random(shape).data();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(name, 1, bytes.array(), shape);
    }

    private static ProtobufMessage constant(String name, int type, byte[] bytes, int... shape) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (int size : shape) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, type).text(8, name).bytes(9, bytes);
    }

    private static ProtobufMessage port(String name) {
        ProtobufMessage shape = new ProtobufMessage()
                .message(1, new ProtobufMessage().integer(1, 1))
                .message(1, new ProtobufMessage().integer(1, 3))
                .message(1, new ProtobufMessage().text(2, name + "_h"))
                .message(1, new ProtobufMessage().text(2, name + "_w"));
        ProtobufMessage tensor = new ProtobufMessage().integer(1, 1).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    @Test
    void parts_inEachVersion() throws Exception {
        AttributeMessage channels = AttributeMessage.of("axis", 1);
        assertParts(checked(split(13, 3, true, channels)), 1);
        assertParts(checked(split(11, 3, false, channels, ints("split", 1, 2))), 1);
        assertParts(checked(split(13, 4, false, AttributeMessage.of("axis", -3))), 2);
        assertParts(checked(split(18, 5, false, channels, AttributeMessage.of("num_outputs", 2))), 3);
    }

    private static void assertParts(Network network, int first) {
        assertThat(network.nodes().get(2).op()).isEqualTo(new Op.Slice(0, first));
        assertThat(network.nodes().get(3).op())
                .isEqualTo(new Op.Slice(
                        first,
                        network.nodes().get(1).op() instanceof Op.Convolution convolution
                                ? convolution.weight().shape().size(0)
                                : 0));
        assertThat(network.nodes().get(4).inputs()).containsExactly(3, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "7, nearest, NEAREST", "9, nearest, NEAREST", "10, nearest, NEAREST", "7, linear, ASYMMETRIC",
        "9, linear, ASYMMETRIC", "10, linear, ASYMMETRIC", "11, linear, HALF_PIXEL", "11, nearest, NEAREST",
        "17, linear, HALF_PIXEL"
    })
    void enlargement_inEachVersion(int version, String mode, ResizeMode expected) throws Exception {
        AttributeMessage kind = AttributeMessage.of("mode", mode);
        Network network = checked(version, (graph, x) -> {
            if (version == 7) {
                return graph.node("Upsample", List.of(x), kind, floats("scales", new float[] {1, 1, 3, 3}));
            }
            String scales = graph.constant(new float[] {1, 1, 3, 3}, 4);
            return version < 11
                    ? graph.node(version == 9 ? "Upsample" : "Resize", List.of(x, scales), kind)
                    : graph.node(
                            "Resize",
                            List.of(x, version == 11 ? graph.constant(new float[8], 8) : "", scales),
                            kind,
                            AttributeMessage.of(
                                    "nearest_mode", version == 11 ? "round_prefer_ceil" : "round_prefer_floor"));
        });
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Resize(expected, 3));
    }

    @Test
    void reductionByTwo_isTheMeanOfFour() throws Exception {
        Network network = checked((graph, x) -> {
            String half = graph.node(
                    "Resize",
                    List.of(x, "", graph.constant(new float[] {1, 1, 0.5f, 0.5f}, 4)),
                    AttributeMessage.of("mode", "linear"));
            return graph.node(
                    "Resize",
                    List.of(half, "", graph.constant(new float[] {1, 1, 2, 2}, 4)),
                    AttributeMessage.of("mode", "linear"));
        });
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Pool(Op.Pooling.AVERAGE, 2, 2, false));
    }

    @Test
    void resizingInNhwc() throws Exception {
        Network network = checked((graph, x) -> nchw(
                graph,
                graph.node(
                        "Resize",
                        List.of(nhwc(graph, x), "", graph.constant(new float[] {1, 2, 2, 1}, 4)),
                        AttributeMessage.of("mode", "nearest"),
                        AttributeMessage.of("coordinate_transformation_mode", "asymmetric"),
                        AttributeMessage.of("nearest_mode", "floor"))));
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Resize(ResizeMode.NEAREST, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 1 2 3 | linear | half_pixel | a resizing to a size that is neither a multiple nor another map's",
                "1 2 2 2 | linear | half_pixel | a resizing of other axes than rows and columns",
                "1 1 2 2 | cubic | half_pixel | a resizing of the kind \"cubic\"",
                "1 1 2 2 | linear | tf_crop_and_resize | a resizing by the rule \"tf_crop_and_resize\"",
                "1 1 2 2 | nearest | align_corners | a resizing to the nearest pixel by the rule \"align_corners\"",
                "2 2 | linear | half_pixel | a resizing of 2 axes of 4",
            })
    void resizingsThatAreNotKnown_areRefused(String scales, String mode, String rule, String message) {
        String[] words = scales.split(" ", -1);
        float[] factors = new float[words.length];
        for (int i = 0; i < words.length; i++) {
            factors[i] = Float.parseFloat(words[i]);
        }
        assertRefused(
                model((graph, x) -> graph.node(
                        "Resize",
                        List.of(x, "", graph.constant(factors, factors.length)),
                        AttributeMessage.of("mode", mode),
                        AttributeMessage.of("coordinate_transformation_mode", rule))),
                message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, -3})
    void channelsAreJoined_onAxisOne(int axis) throws Exception {
        Network network = checked((graph, x) -> {
            String twice = graph.node("Mul", List.of(x, scalar(graph, 2)));
            String joined = graph.node("Concat", List.of(twice, x), AttributeMessage.of("axis", axis));
            return graph.node("Conv", List.of(joined, weights(graph, 3, 6, 1, 1)));
        });
        assertThat(ops(network)).containsExactly("Affine", "Concat", "Convolution");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, -1})
    void channelsAreJoined_onTheLastAxisOfNhwc(int axis) throws Exception {
        checked((graph, x) -> {
            String last = nhwc(graph, x);
            String joined = graph.node("Concat", List.of(last, last), AttributeMessage.of("axis", axis));
            return graph.node("Conv", List.of(nchw(graph, joined), weights(graph, 3, 6, 1, 1)));
        });
    }

    @Test
    void joiningOtherAxes_isRefused() {
        assertRefused(
                model((graph, x) -> graph.node("Concat", List.of(x, x), AttributeMessage.of("axis", 2))),
                "a concatenation of other than channels");
        assertRefused(
                model((graph, x) -> graph.node("Concat", List.of(x, nhwc(graph, x)), AttributeMessage.of("axis", 1))),
                "a concatenation of other than channels");
        assertRefused(
                model((graph, x) -> graph.node("Concat", List.of(x, x), AttributeMessage.of("axis", 4))),
                "an axis 4 of 4");
    }

    /** The size of a map in three ways: axes of its shape, which the rest of the model puts together again. */
    @Test
    void squeezedFlattenedAndReshaped_itIsTheSameMap() throws Exception {
        Network network = checked((graph, x) -> {
            String shape = graph.node("Shape", List.of(x));
            String three = graph.node("Squeeze", List.of(x, graph.integers(0)));
            String five = graph.node("Unsqueeze", List.of(three, graph.integers(0, 2)));
            String flat = graph.node("Flatten", List.of(five), AttributeMessage.of("axis", 3));
            return graph.node("Reshape", List.of(flat, shape));
        });
        assertThat(ops(network)).isEmpty();
    }

    @Test
    void aShapeThatMixesAxes_isRefused() {
        assertRefused(
                model((graph, x) -> {
                    String tall = graph.node("Reshape", List.of(x, graph.integers(1, 1, -1, 0)));
                    return graph.node("Conv", List.of(tall, weights(graph, 3, 3, 1, 1)));
                }),
                "a tensor whose axes are not channels, rows and columns [[], [], [CHANNELS, HEIGHT], [WIDTH]]");
        assertRefused(
                model((graph, x) -> {
                    String last = nhwc(graph, x);
                    return graph.node("Reshape", List.of(last, graph.node("Shape", List.of(x))));
                }),
                "a shape that mixes axes");
    }

    /** As torch.onnx writes a group norm: an instance norm of the groups, then numbers for each channel. */
    @Test
    void groupNorm_asAnInstanceNormOfGroups() throws Exception {
        Network network = checked((graph, x) -> {
            String six = graph.node("Conv", List.of(x, weights(graph, 6, 3, 1, 1)));
            String groups = graph.node("Reshape", List.of(six, graph.integers(0, 2, -1)));
            String ones = graph.constant(new float[] {1, 1}, 2);
            String normal = graph.node(
                    "InstanceNormalization",
                    List.of(groups, ones, graph.constant(new float[2], 2)),
                    AttributeMessage.of("epsilon", 1e-3f));
            String back = graph.node("Reshape", List.of(normal, graph.node("Shape", List.of(six))));
            String scaled = graph.node("Mul", List.of(back, weights(graph, 6, 1, 1)));
            String shifted = graph.node("Add", List.of(scaled, weights(graph, 6, 1, 1)));
            return graph.node("Conv", List.of(shifted, weights(graph, 3, 6, 1, 1)));
        });
        assertThat(ops(network)).containsExactly("Convolution", "GroupNorm", "Convolution");
        Op.GroupNorm norm = (Op.GroupNorm) network.nodes().get(2).op();
        assertThat(norm.groups()).isEqualTo(2);
        assertThat(norm.epsilon()).isEqualTo(1e-3f);
    }

    /** A mask of one number everywhere, as tf2onnx makes of tf.fill. */
    @Test
    void aFilledTensor_isAMapOfOneChannel() throws Exception {
        checked((graph, x) -> {
            String shape = graph.node("Shape", List.of(x));
            String sides = graph.node("Slice", List.of(shape, graph.integers(2), graph.integers(4)));
            String size = graph.node("Concat", List.of(graph.integers(1, 1), sides), AttributeMessage.of("axis", 0));
            String mask = graph.node("ConstantOfShape", List.of(size), value(0.75f));
            return graph.node("Mul", List.of(x, mask));
        });
        checked((graph, x) -> {
            String shape = graph.node("Shape", List.of(x));
            String sides = graph.node("Slice", List.of(shape, graph.integers(2), graph.integers(4)));
            String rows = graph.node("ConstantOfShape", List.of(sides), value(-2));
            String mask = graph.node("Unsqueeze", List.of(rows, graph.integers(0, 1)));
            String other = graph.node("Unsqueeze", List.of(rows, graph.integers(0, 3)));
            String sum = graph.node("Add", List.of(x, nchw(graph, other)));
            return graph.node("Mul", List.of(mask, sum));
        });
    }

    private static AttributeMessage value(float value) {
        byte[] bytes = ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
        return new AttributeMessage(
                new ProtobufMessage().text(1, "value").integer(20, 4).message(5, constant("", 1, bytes, 1)));
    }

    @Test
    void aFilledTensorOfAnotherSize_isRefused() {
        assertRefused(
                model((graph, x) -> {
                    String shape = graph.node("Shape", List.of(x));
                    String more = graph.node("Add", List.of(shape, graph.integers(0, -2, 7, 7)));
                    return graph.node("Mul", List.of(x, graph.node("ConstantOfShape", List.of(more), value(1))));
                }),
                "a filled tensor of a size that no map has");
        assertRefused(
                model((graph, x) -> {
                    String shape = graph.node("Shape", List.of(x));
                    return graph.node("Mul", List.of(x, graph.node("ConstantOfShape", List.of(shape), value(1))));
                }),
                "a filled tensor that is no map of one channel");
        assertRefused(
                model((graph, x) -> {
                    String shape = graph.node("Shape", List.of(x));
                    String less = graph.node("Mul", List.of(shape, graph.integers(1, 1, -1, 1)));
                    String one = graph.node("Add", List.of(less, graph.integers(0, -2, 0, 0)));
                    return graph.node("Mul", List.of(x, graph.node("ConstantOfShape", List.of(one), value(1))));
                }),
                "a map with a side of -");
    }
}
