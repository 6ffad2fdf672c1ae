package io.github.animegan.weights.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each type of number, from the bytes that NumPy writes. */
class ElementTypeTest {
    private static float[] read(ElementType type, String digits) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(digits.replace(" ", ""));
        return type.read(new ByteArrayInputStream(bytes), bytes.length / type.bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "F64, 000000000000f83f 00000000000008c0, 1.5, -3",
        "F32, 0000c03f 000040c0, 1.5, -3",
        "F16, 003e 00c2, 1.5, -3",
        "BF16, c03f 40c0, 1.5, -3",
        "I64, 0500000000000000 fdffffffffffffff, 5, -3",
        "I32, 05000000 fdffffff, 5, -3",
        "I16, 0500 fdff, 5, -3",
        "I8, 05 fd, 5, -3",
        "U8, 05 fd, 5, 253",
        "BOOL, 02 00, 1, 0",
    })
    void numbers(ElementType type, String digits, float first, float second) throws IOException {
        assertThat(read(type, digits)).containsExactly(first, second);
        float[] decoded = new float[2];
        type.decode(
                ByteBuffer.wrap(HexFormat.of().parseHex(digits.replace(" ", "")))
                        .order(ByteOrder.LITTLE_ENDIAN),
                decoded);
        assertThat(decoded).containsExactly(first, second);
    }

    @ParameterizedTest
    @CsvSource({
        "0000, 0",
        "0100, 0x1p-24", // the least
        "ff03, 0x1.ff8p-15", // the largest without a leading one
        "0004, 0x1p-14",
        "ff7b, 65504",
        "007c, Infinity",
        "00fc, -Infinity",
        "007e, NaN",
        "0083, -0x1.8p-15",
    })
    void halves(String digits, String expected) throws IOException {
        assertThat(read(ElementType.F16, digits)[0]).isEqualTo(Float.valueOf(expected));
    }

    @Test
    void minusZero_remains() throws IOException {
        assertThat(Float.floatToRawIntBits(read(ElementType.F16, "0080")[0])).isEqualTo(0x80000000);
    }

    /** More than are read at a time. */
    @ParameterizedTest
    @EnumSource
    void manyNumbers_areReadInOrder(ElementType type) throws IOException {
        int count = 150_001;
        byte[] bytes = new byte[count * type.bytes()];
        for (int i = 0; i < count; i++) {
            bytes[(i + 1) * type.bytes() - 1] = (byte) (i % 101 == 0 ? 0x3f : 0);
        }
        float[] numbers = type.read(new ByteArrayInputStream(bytes), count);
        assertThat(numbers).hasSize(count);
        for (int i = 0; i < count; i++) {
            assertThat(numbers[i] != 0).as("number %d", i).isEqualTo(i % 101 == 0);
        }
        assertThatExceptionOfType(EOFException.class)
                .isThrownBy(() -> type.read(new ByteArrayInputStream(bytes, 0, bytes.length - 1), count))
                .withMessage("the data end before 150001 numbers of type " + type);
    }

    @Test
    void namesOfPyTorch() {
        assertThat(ElementType.F16.torchStorage()).isEqualTo("HalfStorage");
        assertThat(ElementType.BF16.torchStorage()).isEqualTo("BFloat16Storage");
        assertThat(ElementType.I8.torchStorage()).isEqualTo("CharStorage");
    }
}
