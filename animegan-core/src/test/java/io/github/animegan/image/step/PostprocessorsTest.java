package io.github.animegan.image.step;

import static io.github.animegan.image.TestPictures.assertSame;
import static io.github.animegan.image.TestPictures.noise;
import static io.github.animegan.image.TestPictures.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.resample.Resampling;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PostprocessorsTest {
    @Test
    void strength_mixesLinearly() {
        BufferedImage mixed = Postprocessors.strength(0.25).apply(plain(2, 2, 0xff00c864), plain(2, 2, 0xffc80064));
        assertSame(mixed, plain(2, 2, 0xff963264));
    }

    @Test
    void strength_oneAndZero_areTheTwoPictures() {
        BufferedImage stylized = noise(5, 4);
        BufferedImage original = Resampling.BICUBIC.resize(noise(3, 3), new ImageSize(5, 4));
        assertThat(Postprocessors.strength(1).apply(stylized, original)).isSameAs(stylized);
        assertSame(Postprocessors.strength(0).apply(stylized, original), original);
    }

    @Test
    void strength_keepsTheStylizedPicturesAlpha() {
        BufferedImage mixed = Postprocessors.strength(0.5).apply(plain(1, 1, 0x40000000), plain(1, 1, 0xff646464));
        assertThat(mixed.getRGB(0, 0)).isEqualTo(0x40323232);
    }

    @Test
    void strength_originalOfAnotherSize_isScaled() {
        BufferedImage mixed = Postprocessors.strength(0.5).apply(plain(4, 4, 0xff000000), plain(9, 9, 0xff646464));
        assertSame(mixed, plain(4, 4, 0xff323232));
    }

    @Test
    void strength_outsideZeroToOne_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.strength(1.01));
        assertThatIllegalArgumentException().isThrownBy(() -> Postprocessors.strength(Double.NaN));
    }

    @Test
    void then_appliesInOrderWithTheSameOriginal() {
        BufferedImage original = plain(1, 1, 0xff000000);
        BufferedImage result = Postprocessors.strength(0.5)
                .then(Postprocessors.none())
                .then((stylized, same) -> {
                    assertThat(same).isSameAs(original);
                    assertThat(stylized.getRGB(0, 0)).isEqualTo(0xff646464);
                    return stylized;
                })
                .apply(plain(1, 1, 0xffc8c8c8), original);
        assertThat(result.getRGB(0, 0)).isEqualTo(0xff646464);
    }
}
