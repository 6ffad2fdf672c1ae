package io.github.animegan.bench.flags;

import com.sun.management.ThreadMXBean;
import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * One backend in a JVM of its own, whose flags are on trial: the built-in style by one thread, picture after picture. Answers, in
 * a file, lines of {@code auto}, {@code milliseconds} and {@code pixels}.
 */
final class FlagTrial {
    private static final long SEED = 1;

    /** As long as pictures get faster by this, the JIT is at work. */
    private static final double FASTER = 0.97;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FlagTrial() {}

    /** Arguments: the backend, the side of the picture, for how many seconds no picture may be faster than all before, and the file. */
    public static void main(String[] arguments) throws IOException {
        Backend backend = Backend.valueOf(arguments[0]);
        int side = Integer.parseInt(arguments[1]);
        long nanos = (long) (Double.parseDouble(arguments[2]) * 1e9);
        String auto;
        try (AnimeGan gan = AnimeGan.builder("sora").threads(1).warmUp(false).build()) {
            auto = gan.backend().name();
        }
        BufferedImage photo = photo(side);
        try (AnimeGan gan = AnimeGan.builder("sora")
                .canvasOfPhoto()
                .flatness(0)
                .backend(backend)
                .threads(1)
                .warmUp(false)
                .build()) {
            double milliseconds = leastTime(gan, photo, nanos);
            Files.write(Path.of(arguments[3]), List.of(auto, String.valueOf(milliseconds), pixels(gan.stylize(photo))));
        }
    }

    /** For one picture: the least is without the JIT's work, and processor time is without a wait for a core. */
    private static double leastTime(AnimeGan gan, BufferedImage photo, long nanos) {
        double least = Double.POSITIVE_INFINITY;
        double steady = least;
        long now = threadNanos();
        for (long end = now + nanos; now < end; ) {
            long start = now;
            gan.stylize(photo);
            now = threadNanos();
            least = Math.min(least, (double) (now - start));
            if (least < steady * FASTER) {
                steady = least;
                end = now + nanos;
            }
        }
        return least / 1e6;
    }

    /** The processor time of all threads of Java, without the JIT and the collector. */
    private static long threadNanos() {
        long[] times = THREADS.getThreadCpuTime(THREADS.getAllThreadIds());
        return Arrays.stream(times).filter(time -> time > 0).sum();
    }

    private static BufferedImage photo(int side) {
        BufferedImage photo = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(SEED);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int noise = random.nextInt(32);
                photo.setRGB(x, y, (2 * x + noise) << 16 | (2 * y + noise) << 8 | (x + y + noise));
            }
        }
        return photo;
    }

    private static String pixels(BufferedImage picture) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                text.append("%06x".formatted(picture.getRGB(x, y) & 0xffffff));
            }
        }
        return text.toString();
    }
}
