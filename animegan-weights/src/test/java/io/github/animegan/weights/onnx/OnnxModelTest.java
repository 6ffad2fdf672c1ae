package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.ProtobufMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found out about a model beside its layers: inputs, outputs, sizes, colors, weights. */
class OnnxModelTest extends OnnxPieces {
    @TempDir
    private Path folder;

    private final ProtobufMessage graph = new ProtobufMessage();
    private final ProtobufMessage model = new ProtobufMessage().integer(1, 8);

    /** An input or output; a size of 0 stands for any. */
    private OnnxModelTest port(boolean isInput, String name, int... dims) {
        ProtobufMessage shape = new ProtobufMessage();
        for (int dim : dims) {
            shape.message(1, dim > 0 ? new ProtobufMessage().integer(1, dim) : new ProtobufMessage().text(2, "any"));
        }
        ProtobufMessage tensor = new ProtobufMessage().integer(1, 1).message(2, shape);
        graph.message(
                isInput ? 11 : 12,
                new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor)));
        return this;
    }

    private OnnxModelTest node(String operator, String input, String output, AttributeMessage... attributes) {
        ProtobufMessage node =
                new ProtobufMessage().text(1, input).text(2, output).text(4, operator);
        for (AttributeMessage attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
        return this;
    }

    private OnnxModelTest metadata(String key, String value) {
        model.message(14, new ProtobufMessage().text(1, key).text(2, value));
        return this;
    }

    private byte[] bytes() {
        return model.message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").integer(2, 17))
                .toBytes();
    }

    private OnnxModel read() throws CheckpointFormatException {
        return OnnxModel.read(bytes(), "test");
    }

    @Test
    void pictureOfNhwc() throws CheckpointFormatException {
        OnnxModel read = port(true, "x", 1, 0, 0, 3)
                .port(false, "y", 1, 0, 0, 3)
                .node("Tanh", "x", "y")
                .read();
        assertThat(read.notes()).containsEntry("input", "NHWC").containsEntry("output", "NHWC");
        assertThat(read.notes()).doesNotContainKey("size").containsEntry("operators", "version 17");
        assertThat(ops(read.generator().network())).containsExactly("Tanh");
    }

    @Test
    void aFixedSize_isNoted_andOthersFitToo() throws CheckpointFormatException {
        OnnxModel read = port(true, "x", 1, 3, 48, 64)
                .port(false, "y", 1, 3, 48, 64)
                .node(
                        "MaxPool",
                        "x",
                        "half",
                        AttributeMessage.of("kernel_shape", new int[] {2, 2}),
                        AttributeMessage.of("strides", new int[] {2, 2}))
                .conv("half", "deep", 12)
                .node("DepthToSpace", "deep", "y", AttributeMessage.of("blocksize", 2))
                .read();
        assertThat(read.notes()).containsEntry("size", "exported for 64x48 alone, run at any multiple of 2");
        assertThat(read.format().sizeMultiple()).isEqualTo(2);
    }

    private OnnxModelTest conv(String input, String output, int channels) {
        ProtobufMessage weights = new ProtobufMessage()
                .integer(1, channels)
                .integer(1, 3)
                .integer(1, 1)
                .integer(1, 1);
        weights.integer(2, 1).text(8, "w");
        for (float value : random(channels, 3, 1, 1).data()) {
            weights.real(4, value);
        }
        ProtobufMessage node = new ProtobufMessage()
                .text(1, input)
                .text(1, "w")
                .text(2, output)
                .text(4, "Conv");
        graph.message(5, weights).message(1, node);
        return this;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void otherShapes_areRefused(int channels) {
        assertRefused(
                port(true, "x", 1, channels, 0, 0)
                        .port(false, "y", 1)
                        .node("Tanh", "x", "y")
                        .bytes(),
                "has no axis of 3 colors");
    }

    @Test
    void ofAnotherRank_isRefused() {
        assertRefused(
                port(true, "x", 3, 0, 0)
                        .port(false, "y", 1)
                        .node("Tanh", "x", "y")
                        .bytes(),
                "the input \"x\" has the shape [3, -1, -1], not that of a picture");
    }

    @Test
    void severalInputs_areRefused() {
        assertRefused(
                port(true, "x", 1, 3, 0, 0)
                        .port(true, "noise", 1, 8)
                        .port(false, "y", 1)
                        .node("Tanh", "x", "y")
                        .bytes(),
                "a model of 2 inputs [\"x\", \"noise\"], not of a picture alone");
    }

    @Test
    void anotherSize_isRefused() {
        assertRefused(
                port(true, "x", 1, 3, 0, 0)
                        .port(false, "y", 1)
                        .node("MaxPool", "x", "y", AttributeMessage.of("kernel_shape", new int[] {2, 2}))
                        .bytes(),
                "another size");
    }

    @Test
    void outputs_theMainOneOrTheNamedOne() throws IOException {
        port(true, "x", 1, 3, 0, 0)
                .port(false, "support", 1, 3, 0, 0)
                .port(false, "Main/out", 1, 3, 0, 0)
                .node("Relu", "x", "support")
                .node("Tanh", "x", "Main/out");
        Path file = Files.write(folder.resolve("two.onnx"), bytes());
        assertThat(OnnxModel.isOnnx(file)).isTrue();
        OnnxModel main = OnnxModel.read(file);
        assertThat(ops(main.generator().network())).containsExactly("Tanh");
        assertThat(main.notes()).containsEntry("output", "NCHW, Main/out");
        OnnxModel other = OnnxModel.read(file, "support");
        assertThat(ops(other.generator().network())).containsExactly("Relu");
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> OnnxModel.read(file, "neither"))
                .withMessageContaining("has no output \"neither\"; there are [\"support\", \"Main/out\"]");
    }

    @Test
    void whatIsNoModel_isNoOnnx() throws IOException {
        assertThat(OnnxModel.isOnnx(Files.writeString(folder.resolve("text"), "no model at all")))
                .isFalse();
    }

    private OnnxModelTest tanh() {
        return port(true, "x", 1, 3, 0, 0).port(false, "y", 1, 3, 0, 0).node("Tanh", "x", "y");
    }

    @Test
    void colors_asTheModelSays() throws CheckpointFormatException {
        OnnxModel read = tanh().metadata("animegan.order", "BGR")
                .metadata("animegan.divisor", "127.5")
                .metadata("animegan.shift", "1")
                .metadata("animegan.size_multiple", "8")
                .metadata("animegan.architecture", "Own")
                .read();
        assertThat(read.format()).isEqualTo(new PictureFormat(ChannelOrder.BGR, 127.5f, 1, 8));
        assertThat(read.notes())
                .containsEntry("values", "[-1.0, 1.0], as the model says")
                .containsEntry("colors", "BGR, as the model says");
        assertThat(read.generator().architecture()).isEqualTo("Own");
        assertThat(read.metadata()).containsEntry("animegan.shift", "1");
    }

    @ParameterizedTest
    @CsvSource({"order, GRB", "divisor, none", "shift, ''"})
    void colorsThatMakeNoSense_areRefused(String key, String value) {
        for (String[] each : new String[][] {{"order", "RGB"}, {"divisor", "1"}, {"shift", "0"}}) {
            metadata("animegan." + each[0], each[0].equals(key) ? value : each[1]);
        }
        assertRefused(tanh().bytes(), "metadata on colors that make no sense");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "257, 1", "256, 256", "many, 1", "-4, 1"})
    void theSizeMultiple_isBelievedWithinReason(String told, int multiple) throws CheckpointFormatException {
        assertThat(tanh().metadata("animegan.size_multiple", told)
                        .read()
                        .format()
                        .sizeMultiple())
                .isEqualTo(multiple);
    }

    @Test
    void incompleteMetadata_areNotBelieved() throws CheckpointFormatException {
        OnnxModel read = tanh().metadata("animegan.order", "BGR")
                .metadata("animegan.divisor", "1")
                .read();
        assertThat(read.format()).isEqualTo(PictureFormat.signed(ChannelOrder.RGB, 1));
        assertThat(read.notes()).containsEntry("colors", "RGB, guessed");
    }

    private static PictureFormat guessed(Network network) throws CheckpointFormatException {
        return OnnxModel.read(OnnxWriter.toModel(network, "x", Map.of(), false), "x")
                .format();
    }

    @Test
    void colors_guessedFromTheLastOperator() throws CheckpointFormatException {
        PictureFormat unit = new PictureFormat(ChannelOrder.RGB, 255, 0, 1);
        PictureFormat signed = PictureFormat.signed(ChannelOrder.RGB, 1);
        NetworkBuilder clamped = new NetworkBuilder();
        assertThat(guessed(
                        clamped.output("y", clamped.input("x", 3).clamp(0, 1)).build()))
                .isEqualTo(unit);
        NetworkBuilder wider = new NetworkBuilder();
        assertThat(guessed(wider.output("y", wider.input("x", 3).clamp(0, 2)).build()))
                .isEqualTo(signed);
        NetworkBuilder both = new NetworkBuilder();
        assertThat(guessed(both.output("y", both.input("x", 3).clamp(-1, 1)).build()))
                .isEqualTo(signed);
    }

    /** White-box Cartoonization begins its guided filter with the mean of each pixel's neighbors. */
    @Test
    void aBoxFilterOfThePicture_tellsBgr() throws CheckpointFormatException {
        assertThat(filtered(filled(3, 1 / 9f)).order()).isEqualTo(ChannelOrder.BGR);
        Tensor uneven = filled(3, 1 / 9f);
        uneven.data()[4] = 0.5f;
        assertThat(filtered(uneven).order()).isEqualTo(ChannelOrder.RGB);
        NetworkBuilder later = new NetworkBuilder();
        Value inside = later.input("x", 3).sigmoid().pad(Op.Padding.zero(1)).depthwiseConv(filled(3, 1 / 9f), null, 1);
        assertThat(guessed(later.output("y", inside).build()).order()).isEqualTo(ChannelOrder.RGB);
    }

    private static PictureFormat filtered(Tensor weights) throws CheckpointFormatException {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("x", 3);
        return guessed(network.output("y", x.pad(Op.Padding.zero(1)).depthwiseConv(weights, null, 1))
                .build());
    }

    private static Tensor filled(int side, float value) {
        Tensor tensor = Tensor.zeros(3, 1, side, side);
        Arrays.fill(tensor.data(), value);
        return tensor;
    }

    @Test
    void weightsAndTheirNumber() throws CheckpointFormatException {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("x", 3);
        Value y = x.pad(Op.Padding.zero(1)).conv(random(4, 3, 3, 3), random(4), 1); //           108 + 4
        y = y.instanceNorm(1e-5).prelu(random(4)).relu().affine(random(4), random(4)); //       4 + 8
        y = y.groupNorm(2, 1e-5, random(4), random(4)).sigmoid(); //                            8
        y = y.then(new Op.ChannelNorm(1e-5, random(4), random(4))).clamp(-1, 1); //             8
        y = y.averagePool(2, 2)
                .resize(ResizeMode.NEAREST, 2)
                .plus(y.globalMaxPool())
                .softmax();
        y = y.concat(y.slice(0, 2)).maxPool(2, 2, false); //                                    6 channels
        y = y.transposedConv(random(6, 3, 2, 2), random(3), 2, 0, 0).tanh(); //                 72 + 3
        byte[] model = OnnxWriter.toModel(network.output("y", y).build(), "x", Map.of(), false);
        OnnxModel read = OnnxModel.read(model, "x");
        assertThat(read.parameterCount()).isEqualTo(108 + 4 + 4 + 8 + 8 + 8 + 72 + 3);
        StateDict weights = read.weights();
        assertThat(weights.keys())
                .anySatisfy(
                        name -> assertThat(weights.get(name).shape().toArray()).containsExactly(4, 3, 3, 3));
        assertThat(weights.metadata().get("onnx.sha256")).matches("[0-9a-f]{64}");
        assertThat(weights.metadata()).containsEntry("colors", "RGB, guessed");
    }
}
