package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it writes leaves whole pictures only, and the next one removes its traces. */
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("animegan.test.kills", 4);
    private static final List<String> NAMES = List.of("a.png", "b.jpg", "c.png");

    /** The process to be killed: writes the same pictures over and over. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            BufferedImage picture = noise(300, 200);
            while (true) {
                for (String name : NAMES) {
                    PhotoWriter.forFile(folder.resolve(name)).write(picture, folder.resolve(name));
                }
            }
        }
    }

    @Test
    void kill_leavesWholePictures_andTheNextWriterCleansUp(@TempDir Path folder) throws Exception {
        Random random = new Random(3);
        for (int kill = 0; kill < KILLS; kill++) {
            Process victim = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Victim.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            await(victim, folder.resolve(NAMES.get(0)));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(100));
            assertThat(victim.isAlive()).as("still writing when it is killed").isTrue();
            victim.destroyForcibly().waitFor();
            requireWholePictures(folder);
            Files.deleteIfExists(folder.resolve(NAMES.get(0)));
        }
        for (String name : NAMES) {
            PhotoWriter.forFile(Path.of(name)).write(noise(300, 200), folder.resolve(name));
        }
        assertThat(files(folder)).containsExactlyElementsOf(NAMES);
    }

    private static void await(Process victim, Path file) throws InterruptedException {
        while (!Files.exists(file) && victim.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void requireWholePictures(Path folder) throws IOException {
        for (String name : files(folder)) {
            if (name.endsWith(".png")) {
                assertSame(PhotoReader.create().read(folder.resolve(name)), noise(300, 200));
            } else if (name.endsWith(".jpg")) {
                assertThat(PhotoReader.create().read(folder.resolve(name)).getWidth())
                        .isEqualTo(300);
            } else {
                assertThat(name).matches("[.][abc][.](png|jpg)[.].*animegan-unfinished");
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
