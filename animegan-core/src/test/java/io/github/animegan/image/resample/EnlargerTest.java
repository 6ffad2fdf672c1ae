package io.github.animegan.image.resample;

import static io.github.animegan.image.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessors;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against PyTorch: see make_enlarger_goldens.py. */
class EnlargerTest {
    private static BufferedImage picture(String name) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(resource("enlarged/" + name + ".png")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chelsea_sora", "coffee_sumi"})
    void doublingIsThatOfPyTorch(String name) throws IOException {
        BufferedImage doubled = Enlarger.enlarge(picture(name), 2);

        assertClose(doubled, picture(name + "_doubled"));
    }

    @Test
    void quadruplingIsThatOfPyTorch() throws IOException {
        assertClose(Enlarger.enlarge(picture("coffee_sora"), 4), picture("coffee_sora_quadrupled"));
    }

    private static void assertClose(BufferedImage actual, BufferedImage expected) {
        assertThat(Images.sizeOf(actual)).isEqualTo(Images.sizeOf(expected));
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int difference = (actual.getRGB(x, y) >> shift & 0xff) - (expected.getRGB(x, y) >> shift & 0xff);
                    assertThat(Math.abs(difference))
                            .as("(%d, %d) >> %d", x, y, shift)
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void aHardEdgeStaysHardAndGetsNoRim() {
        BufferedImage edge = new BufferedImage(24, 20, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 24; x++) {
                edge.setRGB(x, y, x < 12 ? 0x303030 : 0xd0d0d0);
            }
        }
        BufferedImage enlarged = Enlarger.enlarge(edge, 4);

        int between = 0;
        for (int x = 0; x < 96; x++) {
            int sample = enlarged.getRGB(x, 40) & 0xff;
            assertThat(sample).as("overshoot at %d", x).isBetween(0x30 - 4, 0xd0 + 4);
            between += sample > 0x40 && sample < 0xc0 ? 1 : 0;
        }
        assertThat(between).as("pixels between 10 and 90 percent").isLessThanOrEqualTo(3);
    }

    @Test
    void alphaIsEnlargedAndAnySizeReached() {
        BufferedImage picture = new BufferedImage(5, 3, BufferedImage.TYPE_INT_ARGB);
        picture.setRGB(2, 1, 0xff336699);

        assertThat(Images.sizeOf(Enlarger.resize(picture, new ImageSize(37, 22))))
                .isEqualTo(new ImageSize(37, 22));
        assertThat(Images.sizeOf(Enlarger.resize(picture, new ImageSize(2, 1)))).isEqualTo(new ImageSize(2, 1));
        BufferedImage doubled = Enlarger.enlarge(picture, 2);
        assertThat(doubled.getColorModel().hasAlpha()).isTrue();
        assertThat(doubled.getRGB(9, 5) >>> 24).isLessThan(16);
        assertThat(doubled.getRGB(4, 2) >>> 24).isGreaterThan(128);
    }

    @Test
    void canvasIsDrawnOnAndUndoneToThePhotosSize() {
        BufferedImage small = new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB);
        Prepared prepared = Preprocessors.canvas(60).prepare(small);
        assertThat(Images.sizeOf(prepared.image())).isEqualTo(new ImageSize(60, 40));
        assertThat(Images.sizeOf(prepared.undo(prepared.image()))).isEqualTo(new ImageSize(30, 20));
        assertThat(Preprocessors.parse("canvas(large)").description()).contains("canvas(720)");
        assertThat(Postprocessors.parse("enlarge(1.5)").description()).contains("enlarge(1.5)");
    }

    @Test
    void factorsOutOfRangeAreRefused() {
        BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Enlarger.enlarge(picture, 9))
                .withMessage("pictures are enlarged by a factor from 1 to 8, not 9.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Enlarger.enlarge(picture, Double.NaN));
    }
}
