package io.github.animegan.image.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.Seed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PackBits and LZW as TIFF's specification has them. */
class UnpackingTest {
    private static InputStream bytes(String digits) {
        return new ByteArrayInputStream(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    private static String hex(InputStream in) throws IOException {
        return HexFormat.of().formatHex(in.readAllBytes());
    }

    /** The example of section 9. */
    @Test
    void packBits() throws IOException {
        assertThat(hex(new PackBitsInputStream(bytes("fe aa 02 80 00 2a fd aa 03 80 00 2a 22 f7 aa"))))
                .isEqualTo("aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa");
    }

    @ParameterizedTest
    @CsvSource({
        "81 07, 128", // the longest run
        "80 ff 01, 2", // a header that says nothing
        "ff 80, 2", // a run of two
        "fe, 0", // a run without its byte
        "02 01 02, 2", // two of three bytes
        "00 ff, 1",
    })
    void packBits_atItsLimits(String digits, int count) throws IOException {
        assertThat(new PackBitsInputStream(bytes(digits)).readAllBytes()).hasSize(count);
    }

    @Test
    void aRunIsOfUnsignedBytes() throws IOException {
        PackBitsInputStream in = new PackBitsInputStream(bytes("ff ff 00 fe"));
        assertThat(in.read()).isEqualTo(255);
        byte[] two = new byte[4];
        assertThat(in.read(two, 1, 2)).isEqualTo(2);
        assertThat(two).containsExactly(0, -1, -2, 0);
        assertThat(in.read(two, 0, 1)).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(two, 0, 0)).isZero();
    }

    /** The example of section 13: clear, 7, 258, 8, 8, 258, 6, 6, end, in codes of nine bits. */
    @Test
    void lzw() throws IOException {
        byte[] packed = lzwCodes(9, 256, 7, 258, 8, 8, 258, 6, 6, 257);
        assertThat(hex(new LzwInputStream(new ByteArrayInputStream(packed)))).isEqualTo("070707080807070606");
    }

    private static byte[] lzwCodes(int length, int... codes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long bits = 0;
        int count = 0;
        for (int code : codes) {
            bits = bits << length | code;
            count += length;
            while (count >= 8) {
                count -= 8;
                out.write((int) (bits >> count));
            }
        }
        out.write((int) (bits << (8 - count)));
        return out.toByteArray();
    }

    @Test
    void lzw_withoutAnEnd_endsWithItsData() throws IOException {
        assertThat(hex(new LzwInputStream(new ByteArrayInputStream(lzwCodes(9, 256, 7, 8)))))
                .isEqualTo("0708");
        assertThat(hex(new LzwInputStream(new ByteArrayInputStream(lzwCodes(9, 65, 256, 66, 256, 257, 7)))))
                .as("clear and end between")
                .isEqualTo("4142");
        assertThat(hex(new LzwInputStream(bytes("")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {258, 259, 300})
    void lzw_ofCodesThatAreNotDefined_isRefused(int code) {
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() -> new LzwInputStream(new ByteArrayInputStream(lzwCodes(9, 256, code))).readAllBytes());
        assertThatExceptionOfType(ZipException.class)
                .isThrownBy(() ->
                        new LzwInputStream(new ByteArrayInputStream(lzwCodes(9, 256, 65, code + 1))).readAllBytes())
                .withMessage("an LZW code that was not defined");
    }

    /** What is packed by the specification's own loop comes back, through all lengths of codes. */
    @ParameterizedTest
    @CsvSource({"2, 100", "2, 60000", "256, 4000", "256, 30000", "1, 20000"})
    void lzw_ofAnything(int levels, int count) throws IOException {
        Random random = Seed.fixed(5).random();
        byte[] data = new byte[count];
        for (int i = 0; i < count; i++) {
            data[i] = (byte) random.nextInt(levels);
        }
        byte[] unpacked = new LzwInputStream(new ByteArrayInputStream(packed(data))).readAllBytes();
        assertThat(unpacked).isEqualTo(data);
    }

    /** Section 13's compressor: strings by their codes, a clear code when 4094 are in use. */
    private static byte[] packed(byte[] data) {
        Bits out = new Bits();
        Map<String, Integer> table = new HashMap<>();
        int length = 9;
        int next = 258;
        out.write(256, length);
        String known = "";
        for (byte each : data) {
            String longer = known + (char) (each & 0xff);
            if (longer.length() == 1 || table.containsKey(longer)) {
                known = longer;
                continue;
            }
            out.write(code(table, known), length);
            table.put(longer, next++);
            if (next == 512 || next == 1024 || next == 2048) {
                length++;
            }
            if (next == 4095) {
                out.write(256, length);
                table.clear();
                next = 258;
                length = 9;
            }
            known = longer.substring(longer.length() - 1);
        }
        out.write(code(table, known), length);
        if (next == 511 || next == 1023 || next == 2047) {
            length++;
        }
        out.write(257, length);
        return out.toBytes();
    }

    private static int code(Map<String, Integer> table, String known) {
        return known.length() == 1 ? known.charAt(0) : Objects.requireNonNull(table.get(known));
    }

    /** Codes of any length, the first bit first. */
    private static final class Bits {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int bits;
        private int count;

        void write(int code, int length) {
            for (int i = length - 1; i >= 0; i--) {
                bits = bits << 1 | (code >> i & 1);
                if (++count % 8 == 0) {
                    out.write(bits);
                }
            }
        }

        byte[] toBytes() {
            while (count % 8 != 0) {
                write(0, 1);
            }
            return out.toByteArray();
        }
    }
}
