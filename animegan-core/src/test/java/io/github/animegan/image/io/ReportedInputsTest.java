package io.github.animegan.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pictures behind public reports, where the shared material lies beside the checkout; the corpus has the same kinds. */
@EnabledIf("isPresent")
class ReportedInputsTest {
    private static final Path FOLDER = SharedInputsTest.INPUTS.resolve("reported");

    static boolean isPresent() {
        return Files.isDirectory(FOLDER);
    }

    @ParameterizedTest
    @CsvSource({
        "lab_grey.tif, 128, 128, 128",
        "lab_red.tif, 255, 0, 0",
        "rgb16_lzw_pred2.tif, 200, 100, 50",
        "bigtiff.tif, 128, 128, 64",
        "adobe_transform2_3comp.jpg, 200, 100, 50",
        "gamma1_linear.png, 188, 188, 137"
    })
    void picture_isOfItsColor(String name, int red, int green, int blue) throws IOException {
        var picture = PhotoReader.create().read(FOLDER.resolve(name));
        Color color = new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2));
        assertThat(color.getRed()).as("red of %s", color).isCloseTo(red, within(2));
        assertThat(color.getGreen()).as("green of %s", color).isCloseTo(green, within(2));
        assertThat(color.getBlue()).as("blue of %s", color).isCloseTo(blue, within(2));
    }

    @ParameterizedTest
    @CsvSource({"photo32.png, 32", "s1x1.png, 1"})
    void picture_isOfItsSize(String name, int side) throws IOException {
        assertThat(PhotoReader.create().read(FOLDER.resolve(name)).getWidth()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({"zstd.tif, Zstandard", "seq.heic, HEIC sequence", "a.jxl, JPEG XL"})
    void unsupported_isNamed(String name, String kind) {
        UnreadableImageException refusal = catchThrowableOfType(
                UnreadableImageException.class, () -> PhotoReader.create().read(FOLDER.resolve(name)));
        assertThat(refusal).hasMessageContaining(kind);
        assertThat(refusal.reason()).isEqualTo(UnreadableImageException.Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource("animated5.gif, 5")
    void frames_areCounted(String name, int frames) throws IOException {
        assertThat(PhoneExtrasTest.linesOf(Files.readAllBytes(FOLDER.resolve(name)), name))
                .containsExactly(name + ": " + frames + " pictures in one file; the first was taken");
    }
}
