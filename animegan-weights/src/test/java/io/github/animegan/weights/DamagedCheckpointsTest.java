package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.ZipArchive;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a file, it is read or refused, in little time and memory, and never with another exception. */
class DamagedCheckpointsTest {
    private static final int MUTATIONS = Integer.getInteger("animegan.fuzz.mutations", 300);
    private static final long SEED = Long.getLong("animegan.fuzz.seed", 20261121);

    /** A reader's buffers and a few objects for each byte. */
    private static final long FIXED_BYTES = 8 << 20;

    private static final int BYTES_PER_BYTE = 200;

    static Iterable<String> fixtures() {
        return Fixtures.readable();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void truncated_isAlwaysRefused(String name) throws IOException {
        byte[] whole = Fixtures.bytes(name);
        for (int length = 0; length < whole.length; length += 10) {
            assertThat(readOrRefuse(Arrays.copyOf(whole, length), name + " cut to " + length))
                    .as("%s cut to %d bytes is read", name, length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void flippedBits(String name) throws IOException {
        byte[] whole = Fixtures.bytes(name);
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            readOrRefuse(damaged, name + ", mutation " + i + " of seed " + SEED);
        }
    }

    /** Bytes replaced by those that hurt: the ends of number ranges, and instructions of pickles. */
    @ParameterizedTest
    @MethodSource("fixtures")
    void nastyBytes(String name) throws IOException {
        byte[] whole = Fixtures.bytes(name);
        byte[] nasty = {0, -1, 127, -128, '(', 't', 'R', 'Q', 'h', 'q', 'u', 's', '}', ')', 'N', 'b', '0', '.', '9'};
        Random random = new Random(SEED);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole.clone();
            int start = random.nextInt(damaged.length);
            int end = Math.min(damaged.length, start + 1 + random.nextInt(8));
            Arrays.fill(damaged, start, end, nasty[random.nextInt(nasty.length)]);
            readOrRefuse(damaged, name + ", mutation " + i + " of seed " + SEED);
        }
    }

    /** Behind the archive's checksums. */
    @ParameterizedTest
    @ValueSource(strings = {"dtypes_zip.pt", "views_zip.pt", "nested_zip.pt", "nested_protocol4_zip.pt", "ema_zip.pt"})
    void flippedBitsInThePickleOfAnArchive(String name) throws IOException {
        Map<String, byte[]> entries = unzip(Fixtures.bytes(name));
        Random random = new Random(SEED);
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] whole = entry.getValue();
            for (int i = 0; entry.getKey().endsWith("data.pkl") && i < MUTATIONS; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                damaged[random.nextInt(damaged.length)] = whole[random.nextInt(whole.length)];
                entry.setValue(damaged);
                readOrRefuse(RefusedCheckpointsTest.zip(entries), name + ", mutation " + i + " of seed " + SEED);
            }
            entry.setValue(whole);
        }
    }

    /** Each place where a length could be, with each length that could hurt. */
    @Test
    void oversizeLengthsEverywhere() throws IOException {
        long[] lengths = {-1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 100_000_000, 1L << 61};
        for (String name :
                new String[] {"old_style.pt", "views_zip.pt", "zip64.pt", "views_zip.expected.safetensors"}) {
            byte[] whole = Fixtures.bytes(name);
            for (int at = 0; at + 8 <= whole.length; at++) {
                for (int bytes = 2; bytes <= 8; bytes *= 2) {
                    byte[] damaged = whole.clone();
                    for (int i = 0; i < bytes; i++) {
                        damaged[at + i] = (byte) (lengths[at % lengths.length] >> (8 * i));
                    }
                    readOrRefuse(damaged, name + ", " + bytes + " bytes at " + at);
                }
            }
        }
    }

    @Test
    void randomBytesAfterEachMagic() throws IOException {
        byte[][] starts = {
            {'P', 'K', 3, 4}, {(byte) 0x80, 2}, {2, 0, 0, 0, 0, 0, 0, 0, '{', '}'}, {9, 0, 0, 0, 0, 0, 0, 0, '{'}, {}
        };
        Random random = new Random(SEED);
        for (byte[] start : starts) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] bytes = new byte[start.length + random.nextInt(200)];
                random.nextBytes(bytes);
                System.arraycopy(start, 0, bytes, 0, start.length);
                readOrRefuse(bytes, "random bytes, " + i + " of seed " + SEED);
            }
        }
    }

    /** Whether it was read. Goes below {@link Checkpoints}, which would turn any unchecked exception into a checked one. */
    static boolean readOrRefuse(byte[] file, String what) throws IOException {
        return Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            long before = Allocation.bytesSoFar();
            boolean read = true;
            try {
                FormatDetector.read(ByteSource.of(file, what), null);
            } catch (MalformedFileException e) {
                assertThat(e).message().startsWith(what).doesNotContain("\n");
                read = false;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                throw new AssertionError(what + ": " + e, e);
            }
            long taken = Allocation.bytesSoFar() - before;
            assertThat(taken)
                    .as("memory taken for %d bytes of %s", file.length, what)
                    .isLessThan(FIXED_BYTES + (long) BYTES_PER_BYTE * file.length);
            return read;
        });
    }

    private static Map<String, byte[]> unzip(byte[] file) throws IOException {
        ZipArchive archive = new ZipArchive(ByteSource.of(file, "fixture"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : archive.names()) {
            entries.put(name, archive.read(archive.entry(name), InputStream::readAllBytes));
        }
        return entries;
    }
}
