package io.github.animegan.image.io;

import static io.github.animegan.image.io.TestFiles.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.Orientation;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** EXIF data that are damaged, or made to take memory, time or the stack. */
class HostileExifTest {
    private static final int MUTATIONS = 500 * Integer.getInteger("animegan.test.mutations", 6);
    private static final ImageSize ANIME = new ImageSize(20, 12);
    private static final int JPEG_SEGMENT = 65_000;

    @Test
    void damaged_isReadOrIgnored_andNeverFailsAWriter() {
        byte[][] originals = {
            resource("camera_big.exif"), resource("camera_little.exif"), resource("camera_raw_thumbnail.exif")
        };
        for (int seed = 0; seed < MUTATIONS; seed++) {
            Random random = new Random(seed);
            byte[] damaged = originals[seed % originals.length].clone();
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            byte[] cut = random.nextBoolean() ? damaged : Arrays.copyOf(damaged, 1 + random.nextInt(damaged.length));
            Optional<Exif> exif = Exif.of(cut);
            if (exif.isPresent()) {
                Exif upright = exif.get().forUpright(ANIME);
                assertThat(upright.toByteArray().length).as("seed %d", seed).isLessThanOrEqualTo(cut.length);
                Optional<Exif> again = Exif.of(upright.toByteArray()); // shorter, so a value's length may be wrong now
                assertThat(again.map(Exif::orientation).orElse(Orientation.UPRIGHT))
                        .as("seed %d", seed)
                        .isEqualTo(Orientation.UPRIGHT);
                assertThat(exif.get().toByteArray()).as("seed %d", seed).isEqualTo(cut);
            }
        }
    }

    @Test
    void valuesThatAllOverlap_areNotCopied() {
        int entries = 5000;
        byte[] bytes = header(JPEG_SEGMENT);
        ByteBuffer data = ByteBuffer.wrap(bytes).position(8).putShort((short) entries);
        for (int i = 0; i < entries; i++) {
            data.putShort((short) (0x9000 + i))
                    .putShort((short) 7)
                    .putInt(JPEG_SEGMENT - 8)
                    .putInt(8);
        }
        assertThat(allocating(4 << 20, () -> Exif.of(bytes))).isEmpty();
    }

    @Test
    void countsBeyondTheData_areIgnored() {
        byte[] data = TestFiles.exif(6);
        for (int count : new int[] {Integer.MAX_VALUE, -1, 0x40000001, 0x10000}) {
            ByteBuffer.wrap(data).putInt(10 + 4, count);
            assertThat(allocating(4 << 20, () -> Exif.of(data)).orElseThrow().orientation())
                    .isEqualTo(Orientation.UPRIGHT);
        }
    }

    @Test
    void chainOfThousandsOfDirectories_isUnlinked() {
        byte[] bytes = header(JPEG_SEGMENT);
        ByteBuffer data = ByteBuffer.wrap(bytes).position(8);
        while (data.remaining() > 12) {
            data.putShort((short) 0).putInt(data.position() + 4);
        }
        Exif exif = Exif.of(bytes).orElseThrow();
        byte[] upright = allocating(4 << 20, () -> exif.forUpright(ANIME)).toByteArray();
        assertThat(ByteBuffer.wrap(upright).getInt(10)).as("the next one").isZero();
    }

    @Test
    void ringOfDirectories_isUnlinked() {
        byte[] ring = TestFiles.exif(6);
        ByteBuffer.wrap(ring).putInt(ring.length - 4, 8);
        assertThat(Exif.of(ring).orElseThrow().forUpright(ANIME).toByteArray()).isEqualTo(TestFiles.exif(1));
    }

    @Test
    void detailsThatAreTheMainDirectoryItself_areKept() {
        byte[] data = header(38);
        ByteBuffer.wrap(data)
                .position(8)
                .putShort((short) 2)
                .put(TestFiles.exif(6), 10, 12)
                .putShort((short) 0x8769)
                .putShort((short) 4)
                .putInt(1)
                .putInt(8);
        byte[] upright = Exif.of(data).orElseThrow().forUpright(ANIME).toByteArray();
        assertThat(Exif.of(upright).orElseThrow().orientation()).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void bigTiff_andTooMuch_areNone() {
        byte[] bigTiff = TestFiles.exif(6);
        bigTiff[3] = 43;
        assertThat(Exif.of(bigTiff)).isEmpty();
        assertThat(Exif.of(Arrays.copyOf(TestFiles.exif(6), 1 << 20))).isPresent();
        assertThat(Exif.of(Arrays.copyOf(TestFiles.exif(6), (1 << 20) + 1))).isEmpty();
    }

    /** Big-endian data whose first directory begins at 8, all zeros. */
    private static byte[] header(int length) {
        return Arrays.copyOf(Arrays.copyOf(TestFiles.exif(1), 8), length);
    }

    private static <T> T allocating(long most, Supplier<T> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Exif.of(TestFiles.exif(1)); // classes cost memory, too
        long before = threads.getCurrentThreadAllocatedBytes();
        T result = call.get();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(most);
        return result;
    }
}
