package io.github.animegan.video.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.video.frame.Frame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotionSearchTest {
    private static final int WIDTH = 200;
    private static final int HEIGHT = 136;

    private final MovingPictures pictures = new MovingPictures(5);

    private static MotionField between(Frame before, Frame now) {
        return MotionSearch.between(new LumaPyramid(before), new LumaPyramid(now), null);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.5, 0", "-3, 2", "0.25, -0.5", "12, -7.25", "25, 20"})
    void shifts_areFoundToAnEighthOfASample(double x, double y) {
        MotionField field = between(pictures.from(0, 0, WIDTH, HEIGHT), pictures.from(x, y, WIDTH, HEIGHT));
        int inner = 0;
        int found = 0;
        for (int row = 2; row < field.rows() - 3; row++) {
            for (int column = 2; column < field.columns() - 3; column++) {
                inner++;
                boolean near = Math.abs(field.dx(column, row) - x * MotionField.PARTS) <= 1
                        && Math.abs(field.dy(column, row) - y * MotionField.PARTS) <= 1;
                found += near ? 1 : 0;
            }
        }
        assertThat((double) found / inner).isGreaterThan(0.9);
    }

    @Test
    void noiseOverAStillPicture_isNoMotion() {
        Frame still = pictures.from(0, 0, WIDTH, HEIGHT);
        Random random = new Random(6);
        MotionField field = between(MovingPictures.noisy(still, 2, random), MovingPictures.noisy(still, 2, random));
        for (int row = 0; row < field.rows(); row++) {
            for (int column = 0; column < field.columns(); column++) {
                assertThat(field.dx(column, row)).isZero();
                assertThat(field.dy(column, row)).isZero();
                assertThat(field.residual(column, row)).isBetween(0.5f, 3f);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 5", "16, 16", "17, 40", "33, 9"})
    void framesOfAnySize_haveAField(int width, int height) {
        MotionField field = between(pictures.from(0, 0, width, height), pictures.from(1, 0, width, height));
        assertThat(field.columns()).isEqualTo((width + 15) / 16);
        assertThat(field.rows()).isEqualTo((height + 15) / 16);
    }

    @Test
    void otherSizes_areRefused() {
        LumaPyramid small = new LumaPyramid(pictures.from(0, 0, 32, 32));
        LumaPyramid large = new LumaPyramid(pictures.from(0, 0, 48, 32));
        assertThatThrownBy(() -> MotionSearch.between(small, large, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32x32")
                .hasMessageContaining("48x32");
    }

    @Test
    void cuts_areSeenAndMotionAndNoiseAreNot() {
        SceneCuts cuts = new SceneCuts();
        MovingPictures other = new MovingPictures(77);
        Random random = new Random(8);
        Frame before = pictures.from(0, 0, WIDTH, HEIGHT);
        for (int i = 1; i < 30; i++) {
            boolean second = i >= 20;
            Frame now = second ? other.from(3 * i, i, WIDTH, HEIGHT) : pictures.from(4 * i, -2 * i, WIDTH, HEIGHT);
            now = MovingPictures.noisy(now, 3, random);
            if (second) {
                MovingPictures.fill(now, 0, 0, WIDTH, HEIGHT / 2, 0xff202020);
            }
            LumaPyramid first = new LumaPyramid(before);
            LumaPyramid next = new LumaPyramid(now);
            assertThat(cuts.isCut(first, next, MotionSearch.between(first, next, null)))
                    .as("frame %d", i)
                    .isEqualTo(i == 20);
            before = now;
        }
    }
}
