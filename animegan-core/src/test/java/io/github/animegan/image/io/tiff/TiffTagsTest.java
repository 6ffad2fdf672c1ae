package io.github.animegan.image.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of TIFF and BigTIFF files, written here field by field. */
class TiffTagsTest {
    private static final int BYTE = 1;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;
    private static final int LONG8 = 16;
    private static final int SUBFILE = 254;

    private ByteBuffer file = ByteBuffer.allocate(1000);
    private boolean big;
    /** Where the number of the next directory goes. */
    private int link;

    private TiffTagsTest of(String kind) {
        big = kind.startsWith("Big");
        ByteOrder order = kind.endsWith("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        file = ByteBuffer.allocate(1000).order(order);
        file.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) (big ? 43 : 42));
        if (big) {
            file.putShort((short) 8).putShort((short) 0);
        }
        link = file.position();
        number(0);
        return this;
    }

    private void number(long value) {
        if (big) {
            file.putLong(value);
        } else {
            file.putInt((int) value);
        }
    }

    private TiffTagsTest directory(int entries) {
        int here = file.position();
        int end = here + (big ? 8 + 20 * entries : 2 + 12 * entries);
        file.position(link);
        number(here);
        file.position(here);
        if (big) {
            file.putLong(entries);
        } else {
            file.putShort((short) entries);
        }
        link = end;
        return this;
    }

    private TiffTagsTest entry(int tag, int type, long count) {
        file.putShort((short) tag).putShort((short) type);
        number(count);
        return this;
    }

    /** Numbers in the entry itself. */
    private TiffTagsTest shorts(int... values) {
        int end = file.position() + (big ? 8 : 4);
        for (int value : values) {
            file.putShort((short) value);
        }
        file.position(end);
        return this;
    }

    private TiffTagsTest at(long position) {
        number(position);
        return this;
    }

    private TiffTagsTest next(long directory) {
        file.position(link);
        number(directory);
        return this;
    }

    private byte[] bytes() {
        return Arrays.copyOf(file.array(), file.position());
    }

    private TiffTags tags() throws IIOException {
        return new TiffTags(bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM", "BigII", "BigMM"})
    void fields_inTheirEntry_andElsewhere(String kind) throws IIOException {
        of(kind).directory(5)
                .entry(256, SHORT, 1)
                .shorts(65535)
                .entry(258, SHORT, 6)
                .at(400)
                .entry(273, LONG, 3)
                .at(420)
                .entry(282, RATIONAL, 2)
                .at(440)
                .entry(700, BYTE, 9)
                .at(460)
                .next(0);
        file.position(400);
        shorts(8, 9).shorts(10, 11);
        file.position(400);
        for (int i = 8; i < 14; i++) {
            file.putShort((short) i);
        }
        file.position(420);
        file.putInt(1).putInt(-1).putInt(3);
        file.position(440);
        file.putInt(72).putInt(1).putInt(-2).putInt(4);
        file.position(460);
        file.put("metadata!".getBytes(StandardCharsets.US_ASCII));
        TiffTags tags = tags();
        assertThat(tags.order()).isEqualTo(file.order());
        assertThat(tags.number(256, 7)).isEqualTo(65535);
        assertThat(tags.numbers(258)).containsExactly(8, 9, 10, 11, 12, 13);
        assertThat(tags.numbers(273)).containsExactly(1, 4294967295L, 3);
        assertThat(tags.number(273, 7)).isEqualTo(1);
        assertThat(tags.fractions(282)).containsExactly(72, 4294967294.0 / 4);
        assertThat(tags.numbers(282)).as("fractions are no whole numbers").isEmpty();
        assertThat(tags.fractions(256)).isEmpty();
        assertThat(tags.numbers(700)).startsWith('m', 'e').hasSize(9);
        assertThat(tags.bytes(700))
                .hasValueSatisfying(bytes ->
                        assertThat(bytes).asString(StandardCharsets.US_ASCII).isEqualTo("metadata!"));
        assertThat(tags.has(256)).isTrue();
        assertThat(tags.has(257)).isFalse();
        assertThat(tags.bytes(257)).isEmpty();
        assertThat(tags.number(257, 7)).isEqualTo(7);
        assertThat(tags.pages()).isEqualTo(1);
    }

    @Test
    void numbersBeyondAnInt_areNone() throws IIOException {
        of("BigII")
                .directory(3)
                .entry(256, LONG8, 1)
                .at(1L << 31)
                .entry(257, LONG8, 1)
                .at(-1);
        entry(258, LONG8, 1).at(Integer.MAX_VALUE).next(0);
        assertThat(tags().number(256, 7)).isEqualTo(7);
        assertThat(tags().numbers(256)).containsExactly(1L << 31);
        assertThat(tags().number(257, 7)).isEqualTo(7);
        assertThat(tags().number(258, 7)).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "14, 1, 60", // a type that nobody knows
        "99, 1, 60",
        "4, 0, 60", // no value
        "4, 2, 61", // behind the end
        "4, 2, 4294967295",
        "4, 4294967295, 8",
    })
    void fieldsThatCannotBe_areNotThere(int type, long count, long position) throws IIOException {
        of("MM").directory(2)
                .entry(256, type, count)
                .at(position)
                .entry(257, ASCII, 2)
                .shorts(0x4100)
                .next(0);
        file.position(68);
        assertThat(tags().has(256)).isFalse();
        assertThat(tags().bytes(257))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly('A', 0));
    }

    @Test
    void theLastValue_mayEndWithTheFile() throws IIOException {
        of("MM").directory(1).entry(256, LONG, 2).at(60).next(0);
        file.position(68);
        assertThat(tags().numbers(256)).containsExactly(0, 0);
    }

    @Test
    void aFieldThatIsThereTwice_isRefused() {
        of("II").directory(2)
                .entry(256, SHORT, 1)
                .shorts(1)
                .entry(256, SHORT, 1)
                .shorts(2)
                .next(0);
        assertThatExceptionOfType(IIOException.class)
                .isThrownBy(this::tags)
                .withMessage("its field 256 is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "BigMM"})
    void withoutADirectory_itIsNoTiff(String kind) {
        of(kind);
        assertThatExceptionOfType(IIOException.class).isThrownBy(this::tags).withMessage("it has no directory");
        byte[] header = bytes();
        assertThatExceptionOfType(IIOException.class)
                .isThrownBy(() -> new TiffTags(Arrays.copyOf(header, 7)))
                .withMessage("it ends within its header");
        directory(2).entry(256, SHORT, 1).shorts(1).entry(257, SHORT, 1).shorts(1);
        byte[] whole = bytes();
        assertThatExceptionOfType(IIOException.class)
                .as("cut off")
                .isThrownBy(() -> new TiffTags(Arrays.copyOf(whole, whole.length - 1)))
                .withMessage("it has no directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II", "MM", "BigII", "BigMM"})
    void pagesAreCounted_withoutCopiesAndMasks(String kind) throws IIOException {
        of(kind);
        for (int subfile : new int[] {0, 1, 4, 2, 0}) {
            directory(2).entry(SUBFILE, LONG, 1);
            int value = file.position();
            file.putInt(subfile).position(value + (big ? 8 : 4));
            entry(256, SHORT, 1).shorts(9).next(0);
        }
        directory(1).entry(256, SHORT, 1).shorts(9).next(0);
        assertThat(tags().pages()).isEqualTo(4);
        byte[] cut = Arrays.copyOf(bytes(), bytes().length - 1);
        assertThat(new TiffTags(cut).pages()).as("without the last link").isEqualTo(4);
    }

    @Test
    void aRingOfDirectories_endsWhereItBegan() throws IIOException {
        of("II").directory(1).entry(256, SHORT, 1).shorts(9).next(8);
        assertThat(tags().pages()).isEqualTo(1);
    }
}
