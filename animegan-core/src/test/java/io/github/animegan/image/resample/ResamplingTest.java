package io.github.animegan.image.resample;

import static io.github.animegan.image.TestPictures.assertClose;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static io.github.animegan.image.TestPictures.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
    @ParameterizedTest
    @CsvSource({"11, 7", "80, 50", "11, 50", "80, 7", "37, 12", "1, 1", "36, 28"})
    void resize_agreesWithPilsAlgorithm(int width, int height) throws IOException {
        BufferedImage golden = read("bicubic_" + width + "x" + height + ".png");
        BufferedImage resized = Resampling.BICUBIC.resize(read("bicubic_source.png"), new ImageSize(width, height));
        assertClose(resized, golden, 1);
    }

    @Test
    void resize_withoutAlpha_isTheSameAsOpaque() {
        BufferedImage opaque = noise(33, 21);
        BufferedImage withAlpha = new BufferedImage(33, 21, BufferedImage.TYPE_INT_ARGB);
        withAlpha.setRGB(0, 0, 33, 21, opaque.getRGB(0, 0, 33, 21, null, 0, 33), 0, 33);
        ImageSize size = new ImageSize(10, 40);
        assertThat(Resampling.BICUBIC.resize(opaque, size).getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertClose(Resampling.BICUBIC.resize(withAlpha, size), Resampling.BICUBIC.resize(opaque, size), 1);
    }

    @Test
    void resize_reducing_averagesInsteadOfPickingPixels() {
        BufferedImage stripes = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 256; y++) {
            for (int x = 0; x < 256; x++) {
                stripes.setRGB(x, y, (x + y) % 2 == 0 ? 0xffffff : 0);
            }
        }
        BufferedImage reduced = Resampling.BICUBIC.resize(stripes, new ImageSize(20, 20));
        assertClose(reduced, plain(20, 20, 0xff808080), 2);
    }

    @Test
    void resize_onePlainColor_staysIt() {
        BufferedImage plain = plain(7, 5, 0xff123456);
        assertClose(Resampling.BICUBIC.resize(plain, new ImageSize(31, 64)), plain(31, 64, 0xff123456), 0);
        assertClose(Resampling.BICUBIC.resize(plain, new ImageSize(1, 3)), plain(1, 3, 0xff123456), 0);
    }

    @Test
    void resize_colorOfInvisiblePixels_doesNotBleed() {
        BufferedImage image = plain(20, 20, 0xffff0000);
        image.setRGB(0, 0, 10, 20, plain(10, 20, 0x0000ff00).getRGB(0, 0, 10, 20, null, 0, 10), 0, 10);
        BufferedImage reduced = Resampling.BICUBIC.resize(image, new ImageSize(5, 5));
        for (int x = 0; x < 5; x++) {
            int pixel = reduced.getRGB(x, 2);
            assertThat(pixel >> 8 & 0xff)
                    .as("green of %08x at column %d", pixel, x)
                    .isZero();
        }
    }

    @Test
    void resize_toItsOwnSize_isTheImageItself() {
        BufferedImage image = noise(5, 4);
        assertThat(Resampling.BICUBIC.resize(image, new ImageSize(5, 4))).isSameAs(image);
    }

    private static BufferedImage read(String name) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(resource(name)));
    }
}
