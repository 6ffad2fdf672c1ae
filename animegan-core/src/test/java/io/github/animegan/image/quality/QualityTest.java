package io.github.animegan.image.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.image.step.ProcessorGoldens;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class QualityTest {
    private final BufferedImage photo = ProcessorGoldens.picture("photo.png");

    @Test
    void equalPictures_areAlikeInEveryWay() {
        assertThat(Ssim.of(photo, photo)).isCloseTo(1, within(1e-9));
        assertThat(Ssim.ofLuma(photo, photo)).isCloseTo(1, within(1e-9));
        assertThat(Psnr.of(photo, photo)).isInfinite();
        assertThat(EdgePreservation.of(photo, photo)).isCloseTo(1, within(1e-9));
        assertThat(Flicker.between(photo, photo, photo, photo)).hasValue(0);
    }

    @Test
    void picturesWithoutEdges() {
        assertThat(EdgePreservation.of(plain(Color.RED), plain(Color.BLUE))).isEqualTo(1);
        assertThat(EdgePreservation.of(plain(Color.RED), photo)).isZero();
    }

    @Test
    void flicker_countsWhereTheFilmIsStillOnly() {
        BufferedImage half = plain(Color.BLACK);
        Graphics2D graphics = half.createGraphics();
        graphics.fillRect(0, 0, 32, 48);
        graphics.dispose();
        BufferedImage white = plain(Color.WHITE);
        BufferedImage black = plain(Color.BLACK);
        // Still on the right, where the stylized picture goes from white to black as everywhere.
        assertThat(Flicker.between(black, half, white, black).orElseThrow()).isCloseTo(255, within(1e-9));
        assertThat(Flicker.between(black, half, black, half).orElseThrow()).isCloseTo(0, within(1e-9));
        assertThat(Flicker.between(black, white, white, black)).isEmpty();
    }

    @Test
    void region_isMeasuredByItself() {
        BufferedImage changed = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = changed.createGraphics();
        graphics.drawImage(photo, 0, 0, null);
        graphics.fillRect(0, 0, 20, 48);
        graphics.dispose();
        assertThat(Ssim.of(photo, changed, new Rectangle(20, 0, 44, 48))).isCloseTo(1, within(1e-9));
        assertThat(Ssim.of(photo, changed)).isLessThan(0.9);
    }

    @Test
    void whatCannotBeCompared_isRefused() {
        BufferedImage small = photo.getSubimage(0, 0, 10, 20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ssim.of(photo, small))
                .withMessageContainingAll("64x48", "10x20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ssim.of(small, small))
                .withMessage("SSIM needs at least 11x11 pixels, not 10x20");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ssim.of(photo, photo, new Rectangle(50, 0, 20, 20)))
                .withMessageContainingAll("20x20 at (50, 0)", "64x48");
        assertThatIllegalArgumentException().isThrownBy(() -> Psnr.of(photo, small));
        assertThatIllegalArgumentException().isThrownBy(() -> Flicker.between(photo, photo, photo, small));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EdgePreservation.of(photo.getSubimage(0, 0, 2, 9), photo.getSubimage(0, 0, 2, 9)));
    }

    private BufferedImage plain(Color color) {
        BufferedImage image = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.dispose();
        return image;
    }
}
