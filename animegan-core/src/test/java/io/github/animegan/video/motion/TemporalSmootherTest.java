package io.github.animegan.video.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.video.frame.Frame;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemporalSmootherTest {
    private static final int WIDTH = 150;
    private static final int HEIGHT = 100;

    private final MovingPictures pictures = new MovingPictures(9);
    private final Random random = new Random(10);
    private final TemporalSmoother smoother = new TemporalSmoother(WIDTH, HEIGHT, 0.7);

    private static Frame copy(Frame frame) {
        Frame copy = new Frame(frame.width(), frame.height());
        copy.copyFrom(frame);
        return copy;
    }

    private static MotionField motion(Frame before, Frame now) {
        return MotionSearch.between(new LumaPyramid(before), new LumaPyramid(now), null);
    }

    private static boolean[] none(MotionField motion) {
        return new boolean[motion.columns() * motion.rows()];
    }

    /** Flicker of what is drawn with noise over it, before and after. */
    private double[] flicker(double step) {
        double before = 0;
        double after = 0;
        Frame lastFilmed = pictures.from(0, 0, WIDTH, HEIGHT);
        Frame lastDrawn = lastFilmed;
        Frame lastResult = lastFilmed;
        for (int i = 0; i < 12; i++) {
            Frame filmed = pictures.from(step * i, 0, WIDTH, HEIGHT);
            Frame drawn = MovingPictures.noisy(filmed, 12, random);
            Frame result = copy(drawn);
            MotionField motion = motion(lastFilmed, filmed);
            smoother.smooth(filmed, result, motion, none(motion));
            if (i > 3) {
                before += MotionFlicker.between(lastFilmed, filmed, lastDrawn, drawn)
                        .orElseThrow();
                after += MotionFlicker.between(lastFilmed, filmed, lastResult, result)
                        .orElseThrow();
            }
            lastFilmed = filmed;
            lastDrawn = drawn;
            lastResult = result;
        }
        return new double[] {before, after};
    }

    @Test
    void flicker_goesFromWhatIsStill() {
        double[] flicker = flicker(0);
        assertThat(flicker[1]).isPositive().isLessThan(0.4 * flicker[0]);
    }

    @Test
    void flicker_goesFromWhatMovesByFractions() {
        double[] flicker = flicker(1.5);
        assertThat(flicker[1]).isPositive().isLessThan(0.5 * flicker[0]);
    }

    @Test
    void movingThing_leavesNoGhost() {
        Frame scene = pictures.from(0, 0, WIDTH, HEIGHT);
        Frame lastFilmed = scene;
        for (int i = 0; i < 8; i++) {
            Frame filmed = copy(scene);
            MovingPictures.fill(filmed, 10 + 14 * i, 30, 24, 24, 0xfff0f0f0);
            Frame result = copy(filmed);
            MotionField motion = motion(lastFilmed, filmed);
            smoother.smooth(filmed, result, motion, none(motion));
            int worst = 0;
            for (int p = 0; p < filmed.argb().length; p++) {
                worst = Math.max(worst, Math.abs((filmed.argb()[p] & 0xff) - (result.argb()[p] & 0xff)));
            }
            assertThat(worst).as("levels in frame %d", i).isLessThan(16);
            lastFilmed = filmed;
        }
    }

    @Test
    void stillBlocksKeepTheLastResult_andANewSceneIsAsItIsDrawn() {
        Frame filmed = pictures.from(0, 0, WIDTH, HEIGHT);
        MotionField still = MotionField.still(WIDTH, HEIGHT);
        Frame first = MovingPictures.noisy(filmed, 12, random);
        Frame second = MovingPictures.noisy(filmed, 12, random);
        smoother.smooth(filmed, first, still, none(still));
        smoother.smooth(filmed, second, still, none(still));
        boolean[] all = none(still);
        java.util.Arrays.fill(all, true);

        Frame third = MovingPictures.noisy(filmed, 12, random);
        smoother.smooth(filmed, third, still, all);
        assertThat(third.argb()).isEqualTo(second.argb());

        smoother.reset();
        Frame drawn = MovingPictures.noisy(filmed, 12, random);
        Frame result = copy(drawn);
        smoother.smooth(filmed, result, still, none(still));
        assertThat(result.argb()).isEqualTo(drawn.argb());
    }

    @Test
    void strengths_areFromZeroToBelowOne() {
        assertThatThrownBy(() -> new TemporalSmoother(8, 8, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TemporalSmoother(8, 8, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
