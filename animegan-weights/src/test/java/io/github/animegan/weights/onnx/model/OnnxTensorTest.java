package io.github.animegan.weights.onnx.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.weights.CheckpointFormatException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants in each form that {@code onnx.proto3} has for them; the bytes are those of the IEEE formats, little endian. */
class OnnxTensorTest {
    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static ProtobufMessage constant(int type, int... dims) {
        ProtobufMessage constant = new ProtobufMessage();
        for (int dim : dims) {
            constant.integer(1, dim);
        }
        return constant.integer(2, type).text(8, "w");
    }

    private static OnnxTensor parsed(ProtobufMessage constant) throws CheckpointFormatException {
        String[] name = {""};
        OnnxTensor tensor = OnnxTensor.parse(ProtobufReader.of(constant.toBytes(), "model"), name);
        assertThat(name).containsExactly("w");
        return tensor;
    }

    private static void assertRefused(ProtobufMessage constant, String message) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> parsed(constant))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0000c03f 000040c0",
        "11, 000000000000f83f 00000000000008c0",
        "10, 003e 00c2",
        "16, c03f 40c0",
    })
    void fractions_asBytes(int type, String bytes) throws CheckpointFormatException {
        OnnxTensor tensor = parsed(constant(type, 2).bytes(9, hex(bytes)));
        assertThat(tensor.isFloat()).isTrue();
        assertThat(tensor.dims()).containsExactly(2);
        assertThat(tensor.floats()).containsExactly(1.5f, -3);
        assertThat(tensor.longs()).containsExactly(1, -3);
    }

    @ParameterizedTest
    @CsvSource({
        "2, 05 fd, 5, 253",
        "3, 05 fd, 5, -3",
        "5, 0500 fdff, 5, -3",
        "6, 05000000 fdffffff, 5, -3",
        "7, 0500000000000000 fdffffffffffffff, 5, -3",
        "7, ffffffffffffff7f 0100000000000080, 9223372036854775807, -9223372036854775807",
        "9, 01 00, 1, 0",
    })
    void wholeNumbers_asBytes(int type, String bytes, long first, long second) throws CheckpointFormatException {
        OnnxTensor tensor = parsed(constant(type, 2, 1).bytes(9, hex(bytes)));
        assertThat(tensor.isFloat()).isFalse();
        assertThat(tensor.rank()).isEqualTo(2);
        assertThat(tensor.longs()).containsExactly(first, second);
        assertThat(tensor.floats()).containsExactly((float) first, (float) second);
    }

    @Test
    void fractions_oneByOne_andPacked() throws CheckpointFormatException {
        ProtobufMessage single = constant(1, 6);
        for (int i = 0; i < 6; i++) {
            single.real(4, i + 0.5f);
        }
        assertThat(parsed(single).floats()).containsExactly(0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f);
        assertThat(parsed(constant(1, 2).bytes(4, hex("0000c03f 000040c0"))).floats())
                .containsExactly(1.5f, -3);
        assertThat(parsed(constant(11, 2).bytes(10, hex("000000000000f83f 00000000000008c0")))
                        .floats())
                .containsExactly(1.5f, -3);
        ProtobufMessage number = constant(11, 1);
        byte[] bytes = (HexFormat.of().formatHex(number.toBytes()) + "51 000000000000f83f")
                .replace(" ", "")
                .transform(OnnxTensorTest::hex);
        assertThat(OnnxTensor.parse(ProtobufReader.of(bytes, "model"), new String[1])
                        .floats())
                .containsExactly(1.5f);
    }

    @ParameterizedTest
    @CsvSource({"10, 15872, 49664", "16, 16320, 49216"})
    void halves_asIntegers(int type, int first, int second) throws CheckpointFormatException {
        OnnxTensor tensor = parsed(constant(type, 2).integer(5, first).integer(5, second));
        assertThat(tensor.isFloat()).isTrue();
        assertThat(tensor.floats()).containsExactly(1.5f, -3);
    }

    @ParameterizedTest
    @CsvSource({"6, 5", "3, 5", "7, 7", "9, 5"})
    void wholeNumbers_oneByOne_andPacked(int type, int field) throws CheckpointFormatException {
        assertThat(parsed(constant(type, 2).integer(field, 300).integer(field, -1))
                        .longs())
                .containsExactly(300, -1);
        assertThat(parsed(constant(type, 3).bytes(field, hex("ac02 01 00"))).longs())
                .containsExactly(300, 1, 0);
    }

    @Test
    void aSingleNumber_hasNoAxes() throws CheckpointFormatException {
        OnnxTensor tensor = parsed(constant(1).bytes(9, hex("0000c03f")));
        assertThat(tensor.dims()).isEmpty();
        assertThat(tensor.count()).isEqualTo(1);
        assertThat(parsed(constant(7, 0)).longs()).isEmpty();
    }

    @Test
    void whatDoesNotFitItsShape_isRefused() {
        assertRefused(constant(1, 2).real(4, 1), "the constant \"w\" has the shape [2], but 1 numbers");
        assertRefused(constant(7, 2).integer(7, 1), "but 1 numbers");
        assertRefused(constant(7, 2).real(4, 1).real(4, 1), "but 2 numbers");
        assertRefused(constant(1, 2).integer(7, 1).integer(7, 1), "but 2 numbers");
        assertRefused(constant(6, 2).bytes(9, new byte[12]), "but 3 numbers");
        assertRefused(constant(1, 1).bytes(4, new byte[5]), "packed floats of 5 bytes");
        assertRefused(constant(11, 1).bytes(10, new byte[12]), "packed doubles of 12 bytes");
    }

    @Test
    void shapesThatCannotBe_areRefused() {
        assertRefused(constant(1, -1), "the constant \"w\" has the shape [-1]");
        assertRefused(constant(1, 1 << 20, 1 << 20), "the constant \"w\" has the shape [1048576, 1048576]");
        assertRefused(constant(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), "has the shape");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8, 12, 14, 17})
    void otherTypes_areRefused(int type) {
        assertRefused(constant(type, 1), "has the type number " + type);
    }

    @Test
    void numbersGivenDirectly() {
        assertThat(OnnxTensor.of(new int[] {2}, 1.5f, 2).longs()).containsExactly(1, 2);
        assertThat(OnnxTensor.of(new int[] {2}, 7L, 8L).floats()).containsExactly(7, 8);
        assertThat(OnnxTensor.of(new int[] {2}, 7L, 8L).isFloat()).isFalse();
    }
}
