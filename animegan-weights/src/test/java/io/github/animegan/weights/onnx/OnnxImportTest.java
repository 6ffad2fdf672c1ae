package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.GraphMessage;
import io.github.animegan.weights.onnx.model.ProtobufMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What exporters write, piece by piece: ONNX Runtime gives the same for the model and for the network that it became. */
class OnnxImportTest extends OnnxPieces {
    @Test
    void instanceNorm_spelledOut() throws Exception {
        Network network = checked((graph, x) -> {
            String mean = graph.node("GlobalAveragePool", List.of(x));
            String centered = graph.node("Sub", List.of(x, mean));
            String variance = mean(graph, graph.node("Pow", List.of(centered, scalar(graph, 2))), 2, 3);
            String deviation = graph.node("Sqrt", List.of(graph.node("Add", List.of(variance, scalar(graph, 1e-5f)))));
            String normalized = graph.node("Div", List.of(centered, deviation));
            String scaled = graph.node("Mul", List.of(weights(graph, 3, 1, 1), normalized));
            return graph.node("Add", List.of(scaled, weights(graph, 1, 3, 1, 1)));
        });
        assertThat(ops(network)).containsExactly("InstanceNorm");
    }

    /** TensorFlow's batch_normalization with the moments of all but the batch: x * inv + (beta - mean * inv). */
    @Test
    void layerNorm_asTensorFlowHasIt_inNhwc() throws Exception {
        Network network = checked((graph, nchw) -> {
            String x = graph.node("Transpose", List.of(nchw), AttributeMessage.of("perm", new int[] {0, 2, 3, 1}));
            String mean = mean(graph, x, 1, 2, 3);
            String variance = variance(graph, x, mean, 1, 2, 3);
            String root = graph.node("Sqrt", List.of(graph.node("Add", List.of(variance, scalar(graph, 1e-3f)))));
            String inverse = graph.node("Mul", List.of(graph.node("Reciprocal", List.of(root)), weights(graph, 3)));
            String shift = graph.node("Sub", List.of(weights(graph, 3), graph.node("Mul", List.of(mean, inverse))));
            String y = graph.node("Add", List.of(graph.node("Mul", List.of(x, inverse)), shift));
            return graph.node("Transpose", List.of(y), AttributeMessage.of("perm", new int[] {0, 3, 1, 2}));
        });
        assertThat(ops(network)).containsExactly("GroupNorm");
        assertThat(((Op.GroupNorm) network.nodes().get(1).op()).groups()).isEqualTo(1);
    }

    @Test
    void lade_becomesAnAdaptiveInstanceNorm() throws Exception {
        Network network = checked((graph, x) -> {
            String t = graph.node("Conv", List.of(x, weights(graph, 3, 3, 1, 1)));
            String meanT = mean(graph, t, 2, 3);
            String varianceT = variance(graph, t, meanT, 2, 3);
            String meanX = mean(graph, x, 2, 3);
            String varianceX = variance(graph, x, meanX, 2, 3);
            String epsilon = scalar(graph, 1e-5f);
            String deviationT = graph.node("Sqrt", List.of(graph.node("Add", List.of(varianceT, epsilon))));
            String deviationX = graph.node("Sqrt", List.of(graph.node("Add", List.of(varianceX, epsilon))));
            String y = graph.node("Div", List.of(graph.node("Sub", List.of(x, meanX)), deviationX));
            return graph.node("Add", List.of(graph.node("Mul", List.of(y, deviationT)), meanT));
        });
        assertThat(ops(network)).containsExactly("Convolution", "AdaptiveInstanceNorm");
    }

    @Test
    void batchNorm_andConstantsForEachChannel_areOneScaling() throws Exception {
        Network network = checked((graph, x) -> {
            String y = graph.node(
                    "BatchNormalization",
                    List.of(
                            x,
                            weights(graph, 3),
                            weights(graph, 3),
                            weights(graph, 3),
                            graph.constant(new float[] {1, 2, 3}, 3)));
            y = graph.node("Mul", List.of(y, weights(graph, 1, 3, 1, 1)));
            return graph.node("Sub", List.of(scalar(graph, 2), y));
        });
        assertThat(ops(network)).containsExactly("Affine");
    }

    @Test
    void leakyRelu_asTheGreaterOfAMapAndAPartOfIt() throws Exception {
        Network network = checked((graph, x) ->
                graph.node("Max", List.of(graph.node("Mul", List.of(x, scalar(graph, 0.2f))), x)));
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Relu(0.2f));
    }

    @Test
    void squeezeAndExcite_withStatisticsAsAMap() throws Exception {
        checked((graph, x) -> {
            String pooled = mean(graph, x, 2, 3);
            String gate =
                    graph.node("Sigmoid", List.of(graph.node("Conv", List.of(pooled, weights(graph, 3, 3, 1, 1)))));
            return graph.node("Mul", List.of(gate, x));
        });
    }

    @Test
    void paddingOfNothing_vanishes() throws Exception {
        Network network = checked((graph, x) ->
                graph.node("Pad", List.of(x, graph.integers(new long[8])), AttributeMessage.of("mode", "reflect")));
        assertThat(ops(network)).isEmpty();
    }

    @Test
    void croppingIsAConvolution_andNegativePaddingToo() throws Exception {
        checked((graph, x) -> {
            String padded = graph.node(
                    "Pad", List.of(x, graph.integers(0, 0, 3, 2, 0, 0, 1, 4)), AttributeMessage.of("mode", "edge"));
            String sliced = graph.node(
                    "Slice",
                    List.of(padded, graph.integers(2, 0), graph.integers(Long.MAX_VALUE, -3), graph.integers(2, 3)));
            return graph.node("Pad", List.of(sliced, graph.integers(0, 0, -1, -2, 0, 0, -1, -1)));
        });
    }

    /** TensorFlow pads only after even sides, and around odd ones: what holds for all sizes is a multiple of two. */
    @Test
    void samePaddingOfAStride_isLearntAsASizeMultiple() throws Exception {
        BiFunction<GraphMessage, String, String> definition = (graph, x) -> {
            String half = graph.node(
                    "Conv",
                    List.of(x, weights(graph, 3, 3, 3, 3)),
                    AttributeMessage.of("auto_pad", "SAME_UPPER"),
                    AttributeMessage.of("strides", new int[] {2, 2}));
            String scales = graph.constant(new float[] {1, 1, 2, 2}, 4);
            return graph.node("Resize", List.of(half, "", scales), AttributeMessage.of("mode", "linear"));
        };
        Network network = checked(definition);
        assertThat(OnnxModel.read(model(definition), "test").format().sizeMultiple())
                .isEqualTo(2);
        assertThat(network.nodes().get(1).op()).isEqualTo(new Op.Padding(PaddingMode.ZERO, 0, 1, 0, 1));
    }

    /** As tf2onnx writes ResizeBilinear. */
    @Test
    void sizesComputedFromShapes_areAFactor() throws Exception {
        Network network = checked((graph, x) -> {
            String small = graph.node(
                    "AveragePool",
                    List.of(x),
                    AttributeMessage.of("kernel_shape", new int[] {2, 2}),
                    AttributeMessage.of("strides", new int[] {2, 2}));
            String shape =
                    graph.node("Cast", List.of(graph.node("Shape", List.of(small))), AttributeMessage.of("to", 6));
            String sides = graph.node("Slice", List.of(shape, graph.integers(2), graph.integers(4), graph.integers(0)));
            String twice = graph.node(
                    "Mul",
                    List.of(graph.node("Cast", List.of(sides), AttributeMessage.of("to", 7)), graph.integers(2)));
            String start = graph.node(
                    "Slice", List.of(graph.node("Shape", List.of(small)), graph.integers(0), graph.integers(2)));
            String sizes = graph.node("Concat", List.of(start, twice), AttributeMessage.of("axis", 0));
            return graph.node(
                    "Resize",
                    List.of(small, "", "", sizes),
                    AttributeMessage.of("mode", "linear"),
                    AttributeMessage.of("coordinate_transformation_mode", "asymmetric"));
        });
        assertThat(network.nodes().get(2).op()).isEqualTo(new Op.Resize(ResizeMode.ASYMMETRIC, 2));
    }

    /** As torch.onnx writes F.interpolate(y, x.shape[-2:]). */
    @Test
    void theSizeOfAnotherMap_isThatMaps() throws Exception {
        Network network = checked((graph, x) -> {
            String small = graph.node(
                    "MaxPool",
                    List.of(x),
                    AttributeMessage.of("kernel_shape", new int[] {2, 2}),
                    AttributeMessage.of("strides", new int[] {2, 2}));
            String shape = graph.node("Shape", List.of(x));
            String height = graph.node("Gather", List.of(shape, graph.integers(2)));
            String width = graph.node("Gather", List.of(shape, graph.integers(-1)));
            String start = graph.node("Shape", List.of(small), AttributeMessage.of("end", 2));
            String sizes = graph.node("Concat", List.of(start, height, width), AttributeMessage.of("axis", 0));
            return graph.node(
                    "Resize",
                    List.of(small, "", "", sizes),
                    AttributeMessage.of("mode", "linear"),
                    AttributeMessage.of("coordinate_transformation_mode", "align_corners"));
        });
        assertThat(network.nodes().get(2).op()).isEqualTo(new Op.ResizeLike(ResizeMode.ALIGN_CORNERS));
        assertThat(network.nodes().get(2).inputs()).containsExactly(1, 0);
    }

    @Test
    void convolutionsInGroups_withDilations_andPixelShuffles() throws Exception {
        checked((graph, x) -> {
            String y = graph.node(
                    "Conv", List.of(x, weights(graph, 12, 3, 3, 3)), AttributeMessage.of("pads", new int[] {1, 1, 1, 1
                    }));
            y = graph.node(
                    "Conv",
                    List.of(y, weights(graph, 12, 4, 3, 3), weights(graph, 12)),
                    AttributeMessage.of("group", 3),
                    AttributeMessage.of("dilations", new int[] {2, 2}),
                    AttributeMessage.of("pads", new int[] {2, 2, 2, 2}));
            y = graph.node(
                    "DepthToSpace",
                    List.of(y),
                    AttributeMessage.of("blocksize", 2),
                    AttributeMessage.of("mode", "CRD"));
            y = graph.node("SpaceToDepth", List.of(y), AttributeMessage.of("blocksize", 2));
            y = graph.node("DepthToSpace", List.of(y), AttributeMessage.of("blocksize", 2));
            return graph.node(
                    "Conv", List.of(y, weights(graph, 3, 3, 2, 2)), AttributeMessage.of("strides", new int[] {2, 2}));
        });
    }

    @Test
    void attentionOverFlattenedPixels() throws Exception {
        checked((graph, x) -> {
            String shape = graph.node("Shape", List.of(x));
            String flat = graph.node("Reshape", List.of(x, graph.integers(0, 0, -1)));
            String soft = graph.node("Softmax", List.of(flat), AttributeMessage.of("axis", -1));
            String pixels = graph.node("Transpose", List.of(soft), AttributeMessage.of("perm", new int[] {0, 2, 1}));
            String sum = graph.node(
                    "Add", List.of(scalar(graph, 1e-9f), graph.node("ReduceSum", List.of(pixels, graph.integers(2)))));
            String weighted =
                    graph.node("MatMul", List.of(graph.node("Div", List.of(pixels, sum)), weights(graph, 3, 3)));
            String back = graph.node("Transpose", List.of(weighted), AttributeMessage.of("perm", new int[] {0, 2, 1}));
            return graph.node("Reshape", List.of(back, shape));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Einsum, node \"Einsum_v0\" (Einsum): the operator is not known",
        "Erf, node \"Erf_v0\" (Erf): the operator is not known",
        "Sqrt, node \"Sqrt_v0\" (Sqrt): the exponent 0.5",
    })
    void unknownOperators_areNamedWithTheirNode(String operator, String message) {
        assertRefused(model((graph, x) -> graph.node(operator, List.of(x))), message);
    }

    @Test
    void weightsThatDoNotFit_areNamedWithTheirNode() {
        assertRefused(
                model((graph, x) -> graph.node("Conv", List.of(x, weights(graph, 3, 4, 1, 1)))),
                "node \"Conv_v1\" (Conv): weights [3, 4, 1, 1] in 1 groups for a map of 3 channels");
        assertRefused(model((graph, x) -> graph.node("Add", List.of(x, "nowhere"))), "\"nowhere\" is nowhere computed");
        assertRefused(
                model((graph, x) -> graph.node("Conv", List.of(x, weights(graph, 4, 3, 1, 1)))),
                "has 4 channels, not 3 colors");
    }

    @Test
    void weightsInAnotherFile_areRefused() {
        ProtobufMessage tensor =
                new ProtobufMessage().integer(1, 3).integer(2, 1).text(8, "w").integer(14, 1);
        ProtobufMessage graph = new ProtobufMessage().message(5, tensor);
        byte[] model = new ProtobufMessage().integer(1, 8).message(7, graph).toBytes();
        assertRefused(model, "the weights \"w\" are in another file, which is not read");
    }

    @Test
    void constantsOfTheWrongLength_areRefusedBeforeMemoryIsTaken() {
        ProtobufMessage tensor = new ProtobufMessage()
                .integer(1, 1 << 30)
                .integer(2, 1)
                .text(8, "w")
                .bytes(9, new byte[8]);
        byte[] model = new ProtobufMessage()
                .integer(1, 8)
                .message(7, new ProtobufMessage().message(5, tensor))
                .toBytes();
        assertRefused(model, "the constant \"w\" has the shape [1073741824], but 2 numbers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\b", "\b\u0007", "\b\u0007:\u0005"})
    void nothingAndHalfAModel_areRefused(String start) {
        byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> OnnxModel.read(bytes, "bad.onnx"))
                .withMessageStartingWith("bad.onnx: offset ")
                .withMessageContaining("not an ONNX model, or damaged");
    }

    @Test
    void conventions_areGuessedAndCanBeSet() throws Exception {
        OnnxModel sigmoid = OnnxModel.read(model((graph, x) -> graph.node("Sigmoid", List.of(x))), "test");
        assertThat(sigmoid.format()).isEqualTo(new PictureFormat(ChannelOrder.RGB, 255, 0, 1));
        assertThat(sigmoid.notes()).containsEntry("values", "[0, 1], guessed from the last operator");
        OnnxModel tanh = OnnxModel.read(model((graph, x) -> graph.node("Tanh", List.of(x))), "test");
        assertThat(tanh.format()).isEqualTo(PictureFormat.signed(ChannelOrder.RGB, 1));
        PictureFormat other = PictureFormat.signed(ChannelOrder.BGR, 8);
        assertThat(tanh.generator(other).format()).isEqualTo(other);
        OnnxModel style = OnnxModel.read(
                model((graph, x) -> graph.node(
                        "Conv",
                        List.of(x, weights(graph, 3, 3, 9, 9)),
                        AttributeMessage.of("pads", new int[] {4, 4, 4, 4}))),
                "test");
        assertThat(style.format()).isEqualTo(new PictureFormat(ChannelOrder.RGB, 1, 0, 1));
    }
}
