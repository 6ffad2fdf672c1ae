package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Backend;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options and what they do; the library itself, used directly, is the judge of the pictures. */
class StylizeCommandTest extends OnePhoto {
    StylizeCommandTest() {
        super(24, 17);
    }

    @Test
    void writesBesideThePhotoWhatTheLibraryMakes() throws IOException {
        assertThat(run(photo).isDone().out()).isEmpty();

        assertSame(TestPhotos.read(anime), expected(UnaryBuilder.NONE));
        assertThat(filesIn(folder)).containsExactlyInAnyOrder("photo.png", "photo-anime.png", "tiny.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "nd4j", "PLAIN"})
    void everyBackendGivesThePicture(String backend) throws IOException {
        Cli.run(photo, "-w", weights, "--backend", backend, "--threads", 2).isDone();

        assertClose(TestPhotos.read(anime), expected(UnaryBuilder.NONE), 1);
    }

    @Test
    void canvasIsDrawnOnAndThePhotosSizeKept() throws IOException {
        run(photo, "--canvas", 12).isDone();

        assertSame(TestPhotos.read(anime), expected(builder -> builder.canvas(12)));
        assertThat(Images.sizeOf(TestPhotos.read(anime))).isEqualTo(new ImageSize(24, 17));
    }

    @Test
    void flatnessFlattensTheDrawing() throws IOException {
        run(photo, "--flatness", 60).isDone();

        assertSame(TestPhotos.read(anime), expected(builder -> builder.flatness(60)));
    }

    @Test
    void strengthZeroIsThePhoto() throws IOException {
        run(photo, "--strength", 0).isDone();

        assertSame(TestPhotos.read(anime), TestPhotos.read(photo));
    }

    @Test
    void formatAndQualityOfJpeg() throws IOException {
        run(photo, "--format", "JPG", "--quality", 5).isDone();
        Path small = folder.resolve("photo-anime.jpg");
        run(photo, "-o", folder.resolve("good.JPEG"), "--quality", 100).isDone();
        Path good = folder.resolve("good.JPEG");

        assertThat(Files.readAllBytes(small)).startsWith(0xff, 0xd8);
        assertThat(Files.size(good)).isGreaterThan(Files.size(small));
        assertThat(Images.sizeOf(TestPhotos.read(good))).isEqualTo(new ImageSize(24, 17));
    }

    @Test
    void upsamplingByOptionOrByTheCheckpointOrAlignCorners() throws IOException {
        weights = TinyWeights.write(folder.resolve("plain.safetensors"), TinyWeights.animeGanV2());
        BufferedImage alignCorners = stylized();
        BufferedImage halfPixel = stylized("--upsample", "half_pixel");
        assertThat(different(alignCorners, halfPixel)).isTrue();
        assertSame(halfPixel, expected(TinyWeights.animeGanV2(), builder -> builder.upsampling(Upsampling.HALF_PIXEL)));

        for (String key : new String[] {"upsampling", "resize"}) {
            weights = TinyWeights.write(
                    folder.resolve("noted.safetensors"), TinyWeights.animeGanV2(), Map.of(key, "half_pixel"));
            assertSame(stylized(), halfPixel);
            assertSame(stylized("--upsample", "align_corners"), alignCorners);
        }
    }

    @Test
    void unknownUpsamplingInTheCheckpointNeedsTheOption() throws IOException {
        weights = TinyWeights.write(
                folder.resolve("odd.safetensors"), TinyWeights.animeGanV2(), Map.of("upsampling", "cubic"));

        run(photo).failed(1, "odd.safetensors|'cubic'|--upsample");
        run(photo, "--upsample", "tf1_legacy").isDone();
    }

    @Test
    void verboseSaysWhereErrorsComeFrom() {
        assertThat(run(folder.resolve("none.png"), photo.resolveSibling("tiny.safetensors"), "--verbose")
                        .err())
                .contains("none.png: no such file")
                .contains("UnreadableImageException")
                .contains("\tat ");
    }

    @Test
    void withoutPhotosSaysSo() {
        run().failed(2, "no photo given");
        Cli.run().failed(2, "no photo given");
    }

    @ParameterizedTest
    @CsvSource({
        "--strength, 7, from 0 to 1",
        "--strength, -0.1, from 0 to 1",
        "--strength, NaN, from 0 to 1",
        "--strength, much, --strength",
        "--threads, 0, from 1 to",
        "--threads, -1, from 1 to",
        "--threads, 1000000, from 1 to",
        "--threads, two, --threads",
        "--canvas, 0, from 1 to 16384",
        "--canvas, 99999999999, --canvas",
        "--flatness, 129, from 0 to 128",
        "--quality, 0, from 1 to 100",
        "--quality, 101, from 1 to 100",
        "--quality, 80, --format jpg",
        "--format, gif, --format",
        "--backend, abacus, --backend",
        "--upsample, nearest, --upsample",
        "--colour, red, --colour",
        "-o, x.gif, '.png, .jpg or .webp'",
        "-o, '', empty file name",
        "--weights, '', empty file name",
    })
    void wrongValuesAreUsageErrors(String option, String value, String expected) {
        run(photo, option, value).failed(2, expected);
        assertThat(anime).doesNotExist();
    }

    @Test
    void contradictionsAreUsageErrors() throws IOException {
        Path other = TestPhotos.png(folder.resolve("other.png"), 9, 9);
        Path picture = folder.resolve("picture.png");

        run(photo, "-o", picture, "--format", "jpg").failed(2, "contradicts");
        run(photo, other, "-o", picture).failed(2, "one file|a folder");
        run(folder, "-o", picture).failed(2, "one file|a folder");
        run(photo, "-o").failed(2, "-o");
        assertThat(picture).doesNotExist();
    }

    @Test
    void helpAndVersion() {
        assertThat(Cli.run("--help").isDone().out())
                .contains("--weights", "--upsample", "--strength", "inspect", "convert", "verify", "Exit code");
        assertThat(Cli.run("verify", "--help").isDone().out()).contains("--golden", "--tolerance");
        assertThat(Cli.run("--version").isDone().out()).startsWith("animegan ");
    }

    private interface UnaryBuilder {
        UnaryBuilder NONE = builder -> builder;

        AnimeGanBuilder apply(AnimeGanBuilder builder);
    }

    private BufferedImage expected(UnaryBuilder further) throws IOException {
        return expected(TinyWeights.resnet(), further);
    }

    private BufferedImage expected(StateDict weights, UnaryBuilder further) throws IOException {
        AnimeGanBuilder builder = further.apply(AnimeGan.builder(weights).backend(Backend.PLAIN));
        try (AnimeGan gan = builder.build()) {
            return gan.stylize(TestPhotos.read(photo));
        }
    }

    private BufferedImage stylized(Object... options) throws IOException {
        Files.deleteIfExists(anime);
        run(Stream.concat(Stream.of(photo), Stream.of(options)).toArray()).isDone();
        return TestPhotos.read(anime);
    }

    private static void assertSame(BufferedImage actual, BufferedImage expected) {
        assertClose(actual, expected, 0);
    }

    private static void assertClose(BufferedImage actual, BufferedImage expected, int tolerance) {
        assertThat(Images.sizeOf(actual)).isEqualTo(Images.sizeOf(expected));
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (actual.getRGB(x, y) >> shift & 255) - (expected.getRGB(x, y) >> shift & 255);
                    assertThat(Math.abs(difference))
                            .as("%d,%d: %08x, expected %08x", x, y, actual.getRGB(x, y), expected.getRGB(x, y))
                            .isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    private static boolean different(BufferedImage one, BufferedImage other) {
        int[] a = one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth());
        int[] b = other.getRGB(0, 0, other.getWidth(), other.getHeight(), null, 0, other.getWidth());
        return !Arrays.equals(a, b);
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
