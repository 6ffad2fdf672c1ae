package io.github.animegan.weights.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as the format allows them, and what is refused of others, byte by byte. */
class ZipArchiveTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);
    /** Where the parts of {@link #small} lie. */
    private static final int DIRECTORY = 36;

    private static final int END = DIRECTORY + 46 + 1;
    private static final int FILE = END + 22;
    private static final int INFLATION_ALLOWANCE = 1 << 20;

    /** One stored entry of five bytes, called {@code a}. */
    private static byte[] small(String comment) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setComment(comment);
            store(zip, "a");
        }
        return bytes.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(HELLO.length);
        entry.setCrc(crc());
        zip.putNextEntry(entry);
        zip.write(HELLO);
        zip.closeEntry();
    }

    private static long crc() {
        CRC32 crc = new CRC32();
        crc.update(HELLO);
        return crc.getValue();
    }

    private static ByteBuffer patch(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ZipArchive open(byte[] file) throws IOException {
        return new ZipArchive(ByteSource.of(file, "w.pt"));
    }

    private static byte[] read(byte[] file, String name) throws IOException {
        ZipArchive archive = open(file);
        ZipArchive.Entry entry = archive.entry(name);
        return archive.read(entry, in -> in.readNBytes((int) entry.size()));
    }

    private static void assertRefused(byte[] file, String problem) {
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> read(file, "a"))
                .withMessage("w.pt: " + problem);
    }

    @Test
    void storedAndDeflatedEntries() throws IOException {
        byte[] zeros = new byte[10_000];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "stored");
            zip.putNextEntry(new ZipEntry("deflated"));
            zip.write(zeros);
            zip.closeEntry();
        }
        byte[] file = bytes.toByteArray();
        ZipArchive archive = open(file);
        assertThat(archive.names()).containsExactly("stored", "deflated");
        assertThat(archive.totalSize()).isEqualTo(HELLO.length + zeros.length);
        assertThat(read(file, "stored")).isEqualTo(HELLO);
        assertThat(read(file, "deflated")).isEqualTo(zeros);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> archive.entry("none"))
                .withMessage("w.pt: the archive has no entry \"none\"");
    }

    /** The end record is looked for from behind; what looks like one within the comment is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a comment", "PK\u0005\u0006 and what looks like an end: PK\u0005\u0006abcdefghijklmnopqrst"
            })
    void commentsAreSkipped(String comment) throws IOException {
        assertThat(read(small(comment), "a")).isEqualTo(HELLO);
    }

    @Test
    void theLongestComment() throws IOException {
        assertThat(read(small("c".repeat(0xffff)), "a")).isEqualTo(HELLO);
    }

    @Test
    void withoutAnEnd() throws IOException {
        byte[] file = small("");
        assertThat(file).hasSize(FILE);
        assertRefused(Arrays.copyOf(file, FILE - 1), "a zip archive without an end: the file is cut off");
        assertRefused(Arrays.copyOf(file, FILE + 1), "a zip archive without an end: the file is cut off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "36|4|0|offset 36: no directory entry here",
                "44|2|1|offset 36: an encrypted entry",
                "46|2|12|entry \"a\": compression method 12, expected 0 or 8",
                "52|4|0|entry \"a\" is damaged: its checksum is wrong",
                "60|4|-1|offset 36: an entry without its zip64 sizes",
                "56|4|-1|offset 36: an entry without its zip64 sizes",
                "78|4|-1|offset 36: an entry without its zip64 sizes",
                "64|2|2|offset 36: the archive's directory is cut off",
                "66|2|1|offset 36: the archive's directory is cut off",
                "68|2|1|offset 36: the archive's directory is cut off",
                "78|4|1|offset 1: no entry here",
                "78|4|2|entry \"a\": 5 bytes, inflating to 5, at offset 2 are not possible in a file of 105 bytes",
                "78|4|76|entry \"a\": 5 bytes, inflating to 5, at offset 76 are not possible in a file of 105 bytes",
                "60|4|6|entry \"a\": 5 bytes, inflating to 6, at offset 0 are not possible in a file of 105 bytes",
                "56|4|4|entry \"a\": 4 bytes, inflating to 5, at offset 0 are not possible in a file of 105 bytes",
                "0|4|0|offset 0: no entry here",
                "26|2|71|offset 0: an entry that reaches beyond the file",
                "28|2|70|offset 0: an entry that reaches beyond the file",
                "95|4|46|offset 36: the archive's directory is cut off",
                "95|4|45|offset 36: the archive's directory is cut off",
                "95|4|48|offset 83: a directory that lies outside of the archive",
                "99|4|37|offset 83: a directory that lies outside of the archive",
                "99|4|-1|offset 63: no zip64 locator here",
                "95|4|-1|offset 63: no zip64 locator here",
                "93|2|-1|offset 63: no zip64 locator here",
            })
    void refuses(int at, int bytes, int value, String problem) throws IOException {
        byte[] file = small("");
        if (bytes == 4) {
            patch(file).putInt(at, value);
        } else {
            patch(file).putShort(at, (short) value);
        }
        assertRefused(file, problem);
    }

    @Test
    void anEntryEndsWhereTheDirectoryBegins_atMost() throws IOException {
        byte[] file = small("");
        patch(file).putInt(DIRECTORY + 20, 6).putInt(DIRECTORY + 24, 6);
        assertRefused(file, "entry \"a\" is damaged: its checksum is wrong");
        patch(file).putInt(DIRECTORY + 20, 7).putInt(DIRECTORY + 24, 7);
        assertRefused(
                file, "entry \"a\": 7 bytes, inflating to 7, at offset 0 are not possible in a file of 105 bytes");
    }

    @Test
    void namesThatOccurTwice() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "a");
            store(zip, "b");
        }
        byte[] file = bytes.toByteArray();
        file[2 * DIRECTORY + 47 + 46] = 'a';
        assertRefused(file, "entry \"a\" occurs twice");
    }

    @Test
    void bombs_areRefusedBeforeTheyInflate() throws IOException {
        byte[] file = small("");
        int most = INFLATION_ALLOWANCE + 16 * FILE;
        patch(file).putShort(DIRECTORY + 10, (short) 8).putInt(DIRECTORY + 24, most);
        assertThat(open(file).totalSize()).isEqualTo(most);
        patch(file).putInt(DIRECTORY + 24, most + 1);
        assertRefused(
                file,
                "entry \"a\": 5 bytes, inflating to " + (most + 1)
                        + ", at offset 0 are not possible in a file of 105 bytes");
    }

    @Test
    void bombsInManyEntries_too() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "a");
            store(zip, "b");
        }
        byte[] file = bytes.toByteArray();
        int directory = 2 * DIRECTORY;
        int most = INFLATION_ALLOWANCE + 16 * file.length;
        for (int entry = directory; entry <= directory + 47; entry += 47) {
            patch(file).putShort(entry + 10, (short) 8).putInt(entry + 24, most / 2);
        }
        assertThat(open(file).totalSize()).isEqualTo(most);
        patch(file).putInt(directory + 24, most / 2 + 1);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> open(file))
                .withMessageContaining("entry \"b\"")
                .withMessageContaining("not possible");
    }

    @Test
    void deflatedEntryThatIsNone_isDamaged() throws IOException {
        byte[] file = small("");
        patch(file).putShort(DIRECTORY + 10, (short) 8);
        assertThatExceptionOfType(MalformedFileException.class)
                .isThrownBy(() -> read(file, "a"))
                .withMessageStartingWith("w.pt: entry \"a\" is damaged: ");
    }

    /**
     * The entry of {@link #small} with every length and position in 64 bits, as in files of more than 4 GiB: in an extra field
     * behind another one, and in the zip64 end of the archive.
     */
    private static byte[] zip64(long size, long compressed, long start) throws IOException {
        int directorySize = 46 + 1 + 6 + 28;
        ByteBuffer zip =
                ByteBuffer.allocate(DIRECTORY + directorySize + 56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
        zip.put(small(""), 0, DIRECTORY + 46 + 1);
        zip.putInt(DIRECTORY + 20, -1).putInt(DIRECTORY + 24, -1).putInt(DIRECTORY + 42, -1);
        zip.putShort(DIRECTORY + 30, (short) 34);
        zip.putShort((short) 0x5455).putShort((short) 2).putShort((short) 0);
        zip.putShort((short) 1)
                .putShort((short) 24)
                .putLong(size)
                .putLong(compressed)
                .putLong(start);
        int end = zip.position();
        zip.putInt(0x06064b50)
                .putLong(44)
                .put(new byte[28])
                .putLong(directorySize)
                .putLong(DIRECTORY);
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50).put(new byte[4]).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
        return zip.array();
    }

    @Test
    void zip64() throws IOException {
        assertThat(read(zip64(5, 5, 0), "a")).isEqualTo(HELLO);
        assertThat(open(zip64(5, 5, 0)).entry("a")).isEqualTo(new ZipArchive.Entry("a", 0, crc(), 5, 5, 0));
    }

    @Test
    void zip64_isBelievedAsLittle() throws IOException {
        byte[] deflated = zip64(-1, 5, 0);
        patch(deflated).putShort(DIRECTORY + 10, (short) 8);
        assertRefused(
                deflated, "entry \"a\": 5 bytes, inflating to -1, at offset 0 are not possible in a file of 215 bytes");
        assertRefused(
                zip64(Long.MAX_VALUE, Long.MAX_VALUE, 0),
                "entry \"a\": 9223372036854775807 bytes, inflating to 9223372036854775807, at offset 0 are not possible in a"
                        + " file of 215 bytes");
        assertRefused(
                zip64(5, 5, -1),
                "entry \"a\": 5 bytes, inflating to 5, at offset -1 are not possible in a file of 215 bytes");
        byte[] file = zip64(5, 5, 0);
        patch(file).putInt(117, 0);
        assertRefused(file, "offset 117: no zip64 end of archive here");
        byte[] elsewhere = zip64(5, 5, 0);
        patch(elsewhere).putLong(173 + 8, 116);
        assertRefused(elsewhere, "offset 116: no zip64 end of archive here");
        byte[] outside = zip64(5, 5, 0);
        patch(outside).putLong(117 + 40, 82);
        assertRefused(outside, "offset 117: a directory that lies outside of the archive");
    }
}
