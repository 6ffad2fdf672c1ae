package io.github.animegan.weights.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.weights.CheckpointFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model's file as a whole, and the fields of any message in it. */
class OnnxGraphTest {
    private static ProtobufMessage opset(String domain, long version) {
        return new ProtobufMessage().text(1, domain).integer(2, version);
    }

    private static ProtobufMessage port(String name, long... dims) {
        ProtobufMessage shape = new ProtobufMessage();
        for (long dim : dims) {
            shape.message(1, dim > 0 ? new ProtobufMessage().integer(1, dim) : new ProtobufMessage().text(2, "any"));
        }
        ProtobufMessage tensor = new ProtobufMessage().integer(1, 1).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    private static ProtobufMessage graph() {
        ProtobufMessage node = new ProtobufMessage().text(1, "x").text(2, "y").text(4, "Relu");
        ProtobufMessage constant =
                new ProtobufMessage().integer(1, 1).integer(2, 1).text(8, "w").real(4, 2);
        return new ProtobufMessage()
                .message(1, node)
                .message(5, constant)
                .message(11, port("x", 1, 3, -1, 64))
                .message(11, port("w", 1))
                .message(12, port("y", 1, 3, -1, -1));
    }

    private static OnnxGraph parsed(ProtobufMessage model) throws CheckpointFormatException {
        return OnnxGraph.parse(model.toBytes(), "a.onnx");
    }

    private static void assertRefused(ProtobufMessage model, String message) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> parsed(model))
                .withMessageStartingWith("a.onnx: ")
                .withMessageContaining(message);
    }

    @Test
    void aModel() throws CheckpointFormatException {
        OnnxGraph graph = parsed(new ProtobufMessage()
                .integer(1, 8)
                .text(2, "pytorch")
                .text(3, "2.1")
                .message(7, graph())
                .message(8, opset("com.microsoft", 1))
                .message(8, opset("", 17))
                .message(14, new ProtobufMessage().text(1, "author").text(2, "somebody")));
        assertThat(graph.producer()).isEqualTo("pytorch 2.1");
        assertThat(graph.opset()).isEqualTo(17);
        assertThat(graph.metadata()).containsOnlyKeys("author").containsValue("somebody");
        assertThat(graph.nodes()).singleElement().extracting(OnnxNode::operator).isEqualTo("Relu");
        assertThat(graph.constants()).containsOnlyKeys("w");
        assertThat(graph.inputs()).as("without the defaults of constants").hasSize(1);
        assertThat(graph.inputs().get(0).name()).isEqualTo("x");
        assertThat(graph.inputs().get(0).dims()).containsExactly(1L, 3L, -1L, 64L);
        assertThat(graph.outputs())
                .singleElement()
                .extracting(OnnxGraph.Port::name)
                .isEqualTo("y");
    }

    @ParameterizedTest
    @CsvSource({"'', 7", "ai.onnx, 7", "'', 23", "ai.onnx, 23"})
    void versionsThatAreKnown(String domain, int version) throws CheckpointFormatException {
        OnnxGraph graph = parsed(new ProtobufMessage().message(7, graph()).message(8, opset(domain, version)));
        assertThat(graph.opset()).isEqualTo(version);
        assertThat(graph.producer()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 6, 24, 1L << 40})
    void otherVersions_areRefused(long version) {
        assertRefused(
                new ProtobufMessage().message(7, graph()).message(8, opset("", version)),
                ", expected 7 to 23; export the model with opset_version=17");
    }

    @Test
    void aModelWithoutAGraph_isRefused() {
        assertRefused(new ProtobufMessage().message(8, opset("", 17)), "without nodes, inputs or outputs: cut off");
        ProtobufMessage noOutput = new ProtobufMessage()
                .message(1, new ProtobufMessage().text(2, "y"))
                .message(11, port("x", 1));
        assertRefused(new ProtobufMessage().message(7, noOutput).message(8, opset("", 17)), "cut off");
        ProtobufMessage noInput = new ProtobufMessage()
                .message(1, new ProtobufMessage().text(2, "y"))
                .message(12, port("y", 1));
        assertRefused(new ProtobufMessage().message(7, noInput).message(8, opset("", 17)), "cut off");
    }

    private static ProtobufReader reader(String digits) {
        return ProtobufReader.of(HexFormat.of().parseHex(digits.replace(" ", "")), "file");
    }

    @Test
    void unknownFields_ofEachKind_areSkipped() throws CheckpointFormatException {
        ProtobufReader in = reader("08 ac02  11 0102030405060708  1a 03 616263  25 01020304  28 07");
        for (int field = 1; field <= 4; field++) {
            assertThat(in.next()).isTrue();
            assertThat(in.field()).isEqualTo(field);
            in.skip();
        }
        assertThat(in.next()).isTrue();
        assertThat(in.integer()).isEqualTo(7);
        assertThat(in.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0b | a field of the unknown wire type 3",
                "00 | a field without a number",
                "0a 05 61 | a length of 5 bytes where 1 are left",
                "09 01 | the end, within a value",
                "08 | the end, within a value",
                "08 ffffffffffffffffffff01 | a number of more than 64 bits",
            })
    void damage_isTold(String digits, String message) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> {
                    ProtobufReader in = reader(digits);
                    in.next();
                    in.skip();
                })
                .withMessageMatching("file: offset \\d+: .*")
                .withMessageContaining(message);
    }

    @Test
    void fieldsOfAnotherKind_areRefused() throws CheckpointFormatException {
        ProtobufReader number = reader("08 01");
        number.next();
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(number::text)
                .withMessageContaining("field 1 has the wire type 0, expected 2");
        ProtobufReader text = reader("12 01 61");
        text.next();
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(text::integer)
                .withMessageContaining("field 2 has the wire type 2, expected 0");
        assertThatExceptionOfType(CheckpointFormatException.class).isThrownBy(text::float32);
    }

    @Test
    void numbersAndTextsOfUnusualSize() throws CheckpointFormatException {
        ProtobufReader large = reader("08 8080808008");
        large.next();
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(large::int32)
                .withMessageContaining("the number 2147483648 where a small one is expected");
        ProtobufReader longText = ProtobufReader.of(
                new ProtobufMessage().text(1, "a".repeat((1 << 16) + 1)).toBytes(), "file");
        longText.next();
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(longText::text)
                .withMessageContaining("a text of 65537 bytes, expected at most 65536");
        ProtobufReader minus =
                ProtobufReader.of(new ProtobufMessage().integer(1, -5).toBytes(), "file");
        minus.next();
        assertThat(minus.int32()).isEqualTo(-5);
    }
}
