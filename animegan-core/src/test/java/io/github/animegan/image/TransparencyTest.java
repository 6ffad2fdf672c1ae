package io.github.animegan.image;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class TransparencyTest {
    @Test
    void opaque_withoutAlpha_isTheImageItself() {
        BufferedImage image = noise(3, 3);
        assertThat(Transparency.opaque(image)).isSameAs(image);
    }

    @Test
    void opaque_keepsColorsOfAllThatIsVisible() {
        BufferedImage image = plain(2, 1, 0x80c86432);
        image.setRGB(1, 0, 0x01112233);
        BufferedImage opaque = Transparency.opaque(image);
        assertThat(opaque.getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(opaque.getRGB(0, 0)).isEqualTo(0xffc86432);
        assertThat(opaque.getRGB(1, 0)).isEqualTo(0xff112233);
    }

    @Test
    void opaque_invisiblePixels_takeTheColorOfVisibleOnes() {
        BufferedImage image = plain(37, 23, 0);
        image.setRGB(5, 7, 0xff00c8ff);
        assertSame(Transparency.opaque(image), plain(37, 23, 0xff00c8ff));
    }

    @Test
    void opaque_nothingVisible_isGray() {
        assertSame(Transparency.opaque(plain(5, 3, 0x00ff0000)), plain(5, 3, 0xff808080));
    }

    @Test
    void copy_putsAlphaOnAnotherPicture() {
        BufferedImage from = noise(6, 5, BufferedImage.TYPE_INT_ARGB);
        BufferedImage onto = noise(6, 5);
        BufferedImage copied = Transparency.copy(from, onto);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 6; x++) {
                int expected = (from.getRGB(x, y) & 0xff000000) | (onto.getRGB(x, y) & 0xffffff);
                assertThat(copied.getRGB(x, y)).isEqualTo(expected);
            }
        }
        assertThat(Transparency.copy(noise(2, 2), onto)).isSameAs(onto);
    }

    @Test
    void copy_ofAnotherSize_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Transparency.copy(plain(2, 3, 0), noise(3, 2)))
                .withMessage("the alpha of a 2x3 picture does not fit one of 3x2");
    }
}
