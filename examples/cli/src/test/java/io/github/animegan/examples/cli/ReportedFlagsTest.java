package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flags of the JVM behind public reports: a photo of 32x32 pixels used to take minutes with them, or to fail. */
class ReportedFlagsTest {
    private static final int SIDE = 32;

    /** Of a machine that does other things, too; without a fused multiply-add it took 105 to 490 seconds. */
    private static final Duration MOST = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path photo = Path.of("");

    @BeforeEach
    void writePhoto() throws IOException {
        photo = folder.resolve("photo32.jpg");
        TestPhotos.jpeg(photo, SIDE, SIDE);
    }

    /** What the command says and the picture that it makes, with flags of the JVM beside the usual ones. */
    private String stylize(Path picture, int exitCode, String flags, String... options)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> all = new ArrayList<>(List.of("-Djava.awt.headless=true", "--add-modules=jdk.incubator.vector"));
        Arrays.stream(flags.split(" ")).filter(flag -> !flag.isEmpty()).forEach(all::add);
        List<Object> arguments = new ArrayList<>(List.of(photo, "-o", picture, "--style", "sora"));
        arguments.addAll(List.of(options));
        Process process = Cli.start(log, all, arguments.toArray());
        if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(flags + " took longer than " + MOST);
        }
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
        return said;
    }

    private static int difference(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(SIDE);
        int most = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int level = one.getRGB(x, y) >> shift & 0xff;
                    most = Math.max(most, Math.abs(level - (other.getRGB(x, y) >> shift & 0xff)));
                }
            }
        }
        return most;
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:-UseFMA, auto",
        "-XX:-UseFMA, plain",
        "-XX:UseAVX=0, auto",
        "-XX:MaxVectorSize=8, auto",
        "-XX:TieredStopAtLevel=1, auto"
    })
    void flag_givesTheSamePictureInTimeAndIsNamed(String flag, String backend)
            throws IOException, InterruptedException {
        Path expected = folder.resolve("expected.png");
        Path picture = folder.resolve("picture.png");
        stylize(expected, 0, "", "--backend", "plain");

        String said = stylize(picture, 0, flag, "--backend", backend);

        assertThat(difference(TestPhotos.read(picture), TestPhotos.read(expected)))
                .isLessThanOrEqualTo(1);
        if (backend.equals("auto")) {
            assertThat(said).contains("slower than Java's Vector API would be: ", "leave out the JVM flag -XX:");
        }
    }

    @Test
    void vectorsWithoutFusedMultiplyAdd_areRefusedByName() throws IOException, InterruptedException {
        Path picture = folder.resolve("picture.png");
        assertThat(stylize(picture, 1, "-XX:-UseFMA", "--backend", "vector"))
                .contains("animegan: backend vector: ", "no fused multiply-add", "leave out the JVM flag -XX:-UseFMA");
        assertThat(picture).doesNotExist();
    }
}
