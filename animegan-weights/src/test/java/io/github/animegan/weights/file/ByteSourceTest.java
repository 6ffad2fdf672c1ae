package io.github.animegan.weights.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in memory and in a file are read the same way, and never beyond what is there. */
class ByteSourceTest {
    private static final byte[] CONTENT = {10, 11, 12, 13, 14, -1, 16, 17};

    @TempDir
    private Path folder;

    private SeekableByteChannel channel() throws IOException {
        Path file = Files.write(folder.resolve("file"), CONTENT);
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private ByteSource source(boolean inMemory) throws IOException {
        return inMemory ? ByteSource.of(CONTENT, "a.pt") : ByteSource.of(channel(), "a.pt");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rangesAreRead(boolean inMemory) throws IOException {
        ByteSource source = source(inMemory);
        assertThat(source.name()).isEqualTo("a.pt");
        assertThat(source.size()).isEqualTo(8);
        assertThat(source.bytes(2, 3, "a part")).containsExactly(12, 13, 14);
        assertThat(source.bytes(8, 0, "nothing")).isEmpty();
        assertThat(source.bytes(0, 8, "all")).isEqualTo(CONTENT);
        byte[] into = new byte[6];
        assertThat(source.read(6, into, 1, 4)).isEqualTo(2);
        assertThat(into).containsExactly(0, 16, 17, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStream_endsWithItsRange(boolean inMemory) throws IOException {
        try (InputStream in = source(inMemory).stream(4, 3)) {
            assertThat(in.read()).isEqualTo(14);
            assertThat(in.read()).as("a byte of 255 is not the end").isEqualTo(255);
            assertThat(in.read(new byte[3], 0, 0)).isZero();
            byte[] rest = new byte[5];
            assertThat(in.read(rest, 2, 3)).isEqualTo(1);
            assertThat(rest).containsExactly(0, 0, 16, 0, 0);
            assertThat(in.read(rest, 0, 1)).isEqualTo(-1);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, true",
        "8, 0, true",
        "3, 5, true",
        "3, 6, false",
        "9, 0, false",
        "-1, 2, false",
        "2, -1, false",
        "9223372036854775807, 9223372036854775807, false",
        "1, 9223372036854775807, false"
    })
    void onlyWhatIsThere_isContained(long position, long length, boolean contained) throws IOException {
        ByteSource source = source(true);
        assertThat(source.contains(position, length)).isEqualTo(contained);
        if (!contained) {
            assertThatExceptionOfType(MalformedFileException.class)
                    .isThrownBy(() -> source.bytes(position, length, "the header"))
                    .withMessage("a.pt: offset " + position + ": the header would take " + length
                            + " bytes, but the file has 8");
            assertThatIllegalArgumentException().isThrownBy(() -> source.stream(position, length));
        }
    }

    @Test
    void aFileThatShrinks_isTold() throws IOException {
        try (SeekableByteChannel channel = channel()) {
            ByteSource source = ByteSource.of(channel, "a.pt");
            channel.truncate(5);
            assertThatExceptionOfType(MalformedFileException.class)
                    .isThrownBy(() -> source.bytes(2, 6, "the rest"))
                    .withMessage("a.pt: offset 5: the file has become shorter while being read");
            channel.position(5).write(ByteBuffer.wrap(new byte[3]));
            assertThat(source.bytes(2, 6, "the rest")).hasSize(6);
        }
    }

    @Test
    void quotedText_fitsInALine() {
        assertThat(ByteSource.quote("conv.weight \u00fc")).isEqualTo("\"conv.weight \u00fc\"");
        assertThat(ByteSource.quote(" ~\n\u001b\u007f\u0080\u009f\u00a0"))
                .isEqualTo("\" ~\\u000a\\u001b\\u007f\\u0080\\u009f\u00a0\"");
        assertThat(ByteSource.quote("\u2028\u202e\ud800\u2100\u1fff"))
                .as("marks that turn or break a line")
                .isEqualTo("\"\\u2028\\u202e\\ud800\u2100\u1fff\"");
        assertThat(ByteSource.quote("x".repeat(100))).isEqualTo("\"" + "x".repeat(100) + "\"");
        assertThat(ByteSource.quote("x".repeat(101))).isEqualTo("\"" + "x".repeat(100) + "\"...");
    }
}
