package io.github.animegan.image.io;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.meanDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Preprocessors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real awkward files, where the shared material lies beside the checkout; other tests cover the same with files made up. */
@EnabledIf("isPresent")
class SharedInputsTest {
    static final Path INPUTS = find();

    private final PhotoReader reader = PhotoReader.create();

    static boolean isPresent() {
        return Files.isDirectory(INPUTS);
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/inputs"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared/inputs");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void exifLandscapes_areAllTheSamePicture(int orientation) throws IOException {
        BufferedImage first = reader.read(INPUTS.resolve("exif_landscape_1.jpg"));
        BufferedImage other = reader.read(INPUTS.resolve("exif_landscape_" + orientation + ".jpg"));
        // Reduced, as each was compressed anew; and each has its own number in the middle.
        assertThat(meanDifference(reduced(other), reduced(first))).isLessThan(4);
    }

    @ParameterizedTest
    @CsvSource({
        "alpha.webp, 421, 163, true",
        "photo.webp, 550, 368, false",
        "cmyk.jpg, 160, 227, false",
        "corrupted_icc.jpg, 1024, 685, false",
        "display_p3_ring.png, 1000, 1000, false",
        "grayscale.png, 500, 500, false",
        "progressive_2268x1512.jpg, 2268, 1512, false",
        "rgba.png, 510, 532, true"
    })
    void everyReadableFile_isRead(String name, int width, int height, boolean transparent) throws IOException {
        BufferedImage image = reader.read(INPUTS.resolve(name));
        assertThat(Images.sizeOf(image)).isEqualTo(new ImageSize(width, height));
        assertThat(image.getType()).isEqualTo(transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    }

    /** The ring's colors are those that sRGB lacks, of the hues around it: cut off, it would be gone. */
    @Test
    void displayP3Ring_isConverted_andStillThere() throws IOException {
        Path file = INPUTS.resolve("display_p3_ring.png");
        BufferedImage converted = reader.read(file);
        assertThat(meanDifference(converted, ImageIO.read(file.toFile()))).isGreaterThan(25);
        assertThat(converted.getRGB(500, 50))
                .as("the background is sRGB's own red")
                .isEqualTo(0xffff0000);
        int visible = 0;
        for (int degrees = 0; degrees < 360; degrees += 5) {
            int inside = at(converted, 360, degrees);
            int outside = at(converted, 430, degrees);
            int difference = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                difference = Math.max(difference, Math.abs((inside >> shift & 0xff) - (outside >> shift & 0xff)));
            }
            visible += difference > 3 ? 1 : 0;
        }
        assertThat(visible).as("of 72 places around the ring").isGreaterThan(50);
    }

    private static int at(BufferedImage image, double radius, double degrees) {
        double angle = Math.toRadians(degrees);
        return image.getRGB((int) (500 + radius * Math.cos(angle)), (int) (500 + radius * Math.sin(angle)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"progressive_2268x1512.jpg", "corrupted_icc.jpg", "exif_landscape_1.jpg"})
    void jpeg_isAsImageIoDecodesIt(String name) throws IOException {
        assertSame(
                reader.read(INPUTS.resolve(name)),
                ImageIO.read(INPUTS.resolve(name).toFile()));
    }

    private static BufferedImage reduced(BufferedImage image) {
        return Preprocessors.fitWithin(100).prepare(image).image();
    }

    @Test
    void scanBeforeFrame_isRefused() {
        assertThatExceptionOfType(UnreadableImageException.class)
                .isThrownBy(() -> reader.read(INPUTS.resolve("broken_sos_before_sof.jpg")))
                .withMessageContaining("truncated or damaged JPEG");
    }
}
