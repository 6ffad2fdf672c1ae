package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps, limits, cache and formats as options; the library itself, used directly, is the judge of the pictures. */
class PipelineOptionsTest extends OnePhoto {
    PipelineOptionsTest() {
        super(40, 24);
    }

    @Test
    void recipeComesFirstThenStepsThenStrengthThenTheComparison() throws IOException {
        run(
                        photo,
                        "--recipe",
                        "shinkai",
                        "--pre",
                        "fit-within(32), clahe",
                        "--post",
                        "saturation(0.5), unsharp",
                        "--strength",
                        "0.7",
                        "--compare")
                .isDone();

        Path expected = folder.resolve("expected.png");
        try (AnimeGan gan = AnimeGan.builder(TinyWeights.resnet())
                .backend(Backend.PLAIN)
                .preprocess(Preprocessors.fitWithin(32).then(Preprocessors.clahe()))
                .postprocess(Postprocessors.shinkaiGrade()
                        .then(Postprocessors.glow())
                        .then(Postprocessors.saturation(0.5))
                        .then(Postprocessors.unsharpMask())
                        .then(Postprocessors.strength(0.7))
                        .then(Postprocessors.sideBySide()))
                .build()) {
            PhotoWriter.png().write(gan.stylize(PhotoReader.create().read(photo)), expected);
        }
        assertThat(anime).hasSameBinaryContentAs(expected);
        assertThat(Images.sizeOf(TestPhotos.read(anime))).isEqualTo(new ImageSize(80, 24));
    }

    @ParameterizedTest
    @CsvSource({
        "--pre, sepia, no preprocessor 'sepia'|fit-within|clahe",
        "--post, 'grade, shine', no postprocessor 'shine'|bloom|unsharp",
        "--post, glow(2, closing parenthesis",
        "--recipe, miyazaki, no recipe 'miyazaki'|shinkai|portrait",
        "--jobs, 0, from 1 to 64",
        "--max-pixels, 0, at least 1",
        "--memory, borrow, --memory",
        "--cache-limit, 5M, --cache DIR",
        "--cache-limit, much, 500M",
    })
    void wrongValuesAreUsageErrors(String option, String value, String expected) {
        run(photo, option, value).failed(2, expected);
        assertThat(anime).doesNotExist();
    }

    @Test
    void photosOfTooManyPixelsAreRefused() {
        run(photo, "--max-pixels", 40 * 24 - 1).failed(1, "photo.png|too large|40x24");
        run(photo, "--max-pixels", 40 * 24).isDone();
    }

    @Test
    void webpByNameOrFormatLossyOrLossless() throws IOException {
        Path lossy = folder.resolve("lossy.webp");
        run(photo, "-o", lossy, "--quality", 20).isDone();
        run(photo, "--format", "webp", "--lossless").isDone();
        run(photo).isDone();

        Path lossless = folder.resolve("photo-anime.webp");
        assertThat(new String(Files.readAllBytes(lossy), 8, 4, StandardCharsets.US_ASCII))
                .isEqualTo("WEBP");
        assertThat(argb(PhotoReader.create().read(lossless))).isEqualTo(argb(TestPhotos.read(anime)));
        assertThat(argb(PhotoReader.create().read(lossy))).isNotEqualTo(argb(TestPhotos.read(anime)));
        run(photo, "-o", lossy, "--lossless", "--quality", 20).failed(2, "--quality and --lossless");
    }

    @Test
    void exifIsKeptIfAskedTo() throws IOException {
        Path withExif = TestPhotos.withExifMake(folder.resolve("exif.jpg"), 40, 24, "Lubitel");
        Path picture = folder.resolve("exif-anime.png");

        run(withExif).isDone();
        assertThat(PhotoReader.create().readPhoto(picture).exif()).isEmpty();
        run(withExif, "--keep-exif").isDone();
        assertThat(PhotoReader.create().readPhoto(picture).exif()).isPresent();
        assertThat(new String(Files.readAllBytes(picture), StandardCharsets.ISO_8859_1))
                .contains("Lubitel");
    }

    @Test
    void helpIsInGroupsAndHasAllOptions() {
        assertThat(Cli.run("--help").isDone().out())
                .containsSubsequence(
                        "\nStyle:\n", "--weights", "\nPicture:\n", "--recipe", "\nOutput:\n", "--keep-exif")
                .containsSubsequence("\nResources:\n", "--jobs", "--cache", "\nMore:\n", "--verbose", "\nExamples:\n")
                .contains("--pre", "--post", "--compare", "--max-pixels", "--memory", "--overwrite", "--quality");
    }

    private static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
