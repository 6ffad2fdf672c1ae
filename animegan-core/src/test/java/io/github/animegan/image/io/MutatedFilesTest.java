package io.github.animegan.image.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.animegan.image.TestPictures;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files damaged at random: each is read or refused, in time and within the memory that the limits allow. How many of each is
 * {@code -Danimegan.test.mutations} (1000 for a thorough run, in a JVM with {@code -Xmx192m}: running out of memory fails the
 * test), which ones is {@code -Danimegan.test.seed}.
 */
class MutatedFilesTest {
    private static final int MUTATIONS = Integer.getInteger("animegan.test.mutations", 6);
    private static final long SEED = Long.getLong("animegan.test.seed", 20_261_121);
    private static final int PIXEL_LIMIT = 4_000_000;
    /** A picture as ints, and for formats decoded as a whole twice as much; and the file some times over, and the rest. */
    private static final long LARGEST_ALLOCATION = 12L * PIXEL_LIMIT + (24 << 20);

    /** Of processor time, as machines may stand still. */
    private static final long SLOWEST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String[] FIXTURES = {
        "adobe_rgb.png",
        "alpha.webp",
        "animated.webp",
        "cmyk.tif",
        "cmyk_profile.jpg",
        "deflate.tif",
        "display_p3.png",
        "gray16.tif",
        "gray_profile.png",
        "lzw.tif",
        "palette.tif",
        "turned.webp",
        "vp8_sharp.webp"
    };

    private final PhotoReader reader = PhotoReader.create().withPixelLimit(PIXEL_LIMIT);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Path> sharedInputs() throws IOException {
        if (!SharedInputsTest.isPresent()) {
            return Stream.of(); // the fixtures are of every kind that these are
        }
        try (Stream<Path> files = Files.walk(SharedInputsTest.INPUTS)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("sharedInputs")
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void sharedInput(Path file) throws IOException {
        readMutations(Files.readAllBytes(file), file.getFileName().toString(), MUTATIONS);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void fixtures() {
        for (String name : FIXTURES) {
            readMutations(TestFiles.resource(name), name, 25 * MUTATIONS);
        }
        for (String format : new String[] {"gif", "bmp", "jpeg"}) {
            readMutations(TestPictures.encode(TestPictures.noise(24, 16), format), format, 25 * MUTATIONS);
        }
        byte[] jpeg = TestPictures.encode(TestPictures.noise(24, 16), "jpeg");
        byte[] exif = TestFiles.resource("camera_big.exif");
        readMutations(TestFiles.jpegWithExif(jpeg, exif), "jpeg with EXIF", 25 * MUTATIONS);
    }

    private void readMutations(byte[] original, String name, int count) {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long seed = SEED + i;
            byte[] file = mutate(original, new Random(seed));
            long time = threads.getCurrentThreadCpuTime();
            long memory = threads.getCurrentThreadAllocatedBytes();
            String label = name + " with -Danimegan.test.seed=" + seed;
            try {
                assertThat(reader.readPhoto(file, name).image()).isNotNull();
            } catch (UnreadableImageException e) {
                assertThat(e.getMessage()).as(label).startsWith(name + ": ").doesNotContain("\n");
                assertThat(e.getCause() instanceof OutOfMemoryError).as(label).isFalse();
            } catch (RuntimeException | Error e) {
                throw new AssertionError(label, e);
            }
            long allocated = threads.getCurrentThreadAllocatedBytes() - memory;
            boolean garbage = name.endsWith(".webp"); // which its decoder makes a lot of; see -Xmx
            if (!garbage && allocated > LARGEST_ALLOCATION + 4L * file.length) {
                failures.add(label + ": allocated " + (allocated >> 20) + " MiB");
            }
            long elapsed = threads.getCurrentThreadCpuTime() - time;
            if (elapsed > SLOWEST_NANOS) {
                failures.add(label + ": took " + TimeUnit.NANOSECONDS.toMillis(elapsed) + " ms");
            }
        }
        assertThat(failures).isEmpty();
    }

    /** One to eight damages, half of them near the start, where the headers are. */
    private static byte[] mutate(byte[] original, Random random) {
        byte[] file = original.clone();
        for (int damages = 1 + random.nextInt(8); damages > 0; damages--) {
            int range = random.nextBoolean() ? file.length : Math.min(file.length, 256);
            int at = random.nextInt(range);
            switch (random.nextInt(6)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) random.nextInt(256);
                case 2 -> file[at] = (byte) (random.nextBoolean() ? 0xff : 0x7f);
                case 3 -> {
                    for (int i = at; i < Math.min(file.length, at + 4); i++) {
                        file[i] = (byte) random.nextInt(256);
                    }
                }
                case 4 -> {
                    int from = random.nextInt(file.length);
                    int length = Math.min(random.nextInt(64), file.length - Math.max(at, from));
                    System.arraycopy(file, from, file, at, length);
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        file = Arrays.copyOf(file, 1 + at);
                    }
                }
            }
        }
        return file;
    }
}
