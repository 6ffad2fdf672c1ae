package io.github.animegan.bench.flags;

import com.sun.management.OperatingSystemMXBean;
import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * One backend in a JVM of its own, whose flags are on trial: the built-in style by one thread, picture after picture. Answers, in
 * a file, lines of {@code auto}, {@code milliseconds} and {@code pixels}.
 */
final class FlagTrial {
    private static final int SIDE = 96;
    private static final long SEED = 1;

    private FlagTrial() {}

    /** Arguments: the backend, for how many seconds, and the file. */
    public static void main(String[] arguments) throws IOException {
        Backend backend = Backend.valueOf(arguments[0]);
        long nanos = (long) (Double.parseDouble(arguments[1]) * 1e9);
        String auto;
        try (AnimeGan gan = AnimeGan.builder("sora").threads(1).warmUp(false).build()) {
            auto = gan.backend().name();
        }
        BufferedImage photo = photo();
        try (AnimeGan gan = AnimeGan.builder("sora")
                .canvasOfPhoto()
                .flatness(0)
                .backend(backend)
                .threads(1)
                .warmUp(false)
                .build()) {
            double milliseconds = leastTime(gan, photo, nanos);
            Files.write(Path.of(arguments[2]), List.of(auto, String.valueOf(milliseconds), pixels(gan.stylize(photo))));
        }
    }

    /** For one picture: the least is without the JIT's work and without a wait for a core. */
    private static double leastTime(AnimeGan gan, BufferedImage photo, long nanos) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long least = Long.MAX_VALUE;
        long end = system.getProcessCpuTime() + nanos;
        while (system.getProcessCpuTime() < end) {
            long start = System.nanoTime();
            gan.stylize(photo);
            least = Math.min(least, System.nanoTime() - start);
        }
        return least / 1e6;
    }

    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(SEED);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int noise = random.nextInt(32);
                photo.setRGB(x, y, (2 * x + noise) << 16 | (2 * y + noise) << 8 | (x + y + noise));
            }
        }
        return photo;
    }

    private static String pixels(BufferedImage picture) {
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                text.append("%06x".formatted(picture.getRGB(x, y) & 0xffffff));
            }
        }
        return text.toString();
    }
}
