package io.github.animegan.video.motion;

import static io.github.animegan.video.motion.MotionField.BLOCK;

import io.github.animegan.video.frame.Frame;
import java.util.OptionalDouble;

/**
 * How much stylized frames change where the filmed ones only move: the mean absolute difference of the stylized brightness
 * from the stylized frame before it, moved along the filmed motion, in levels of 255, over the samples at which the filmed
 * brightness itself, moved alike, differs by at most 4. 0 is steady. This is the warping error of Lai et al. with block
 * matching for optical flow; {@link io.github.animegan.image.quality.Flicker} is the same for what does not move at all.
 *
 * @see <a href="https://arxiv.org/abs/1808.00449">W.-S. Lai et al., Learning blind video temporal consistency, 2018</a>
 */
public final class MotionFlicker {
    private static final float SAME = 4;

    private MotionFlicker() {}

    /**
     * {@return the flicker between two neighboring frames, as filmed and as stylized; empty if motion explains no sample}
     *
     * @param before the first frame, as filmed
     * @param after the second frame, as filmed
     * @param stylizedBefore the first frame, as drawn
     * @param stylizedAfter the second frame, as drawn
     * @throws IllegalArgumentException if the sizes differ
     */
    public static OptionalDouble between(Frame before, Frame after, Frame stylizedBefore, Frame stylizedAfter) {
        LumaPyramid first = new LumaPyramid(before);
        LumaPyramid second = new LumaPyramid(after);
        LumaPyramid stylizedFirst = new LumaPyramid(stylizedBefore);
        LumaPyramid stylizedSecond = new LumaPyramid(stylizedAfter);
        if (stylizedBefore.width() != before.width()
                || stylizedAfter.width() != before.width()
                || stylizedBefore.height() != before.height()
                || stylizedAfter.height() != before.height()) {
            throw new IllegalArgumentException("stylized frames of another size than the filmed ones");
        }
        MotionField motion = MotionSearch.between(first, second, null);
        float[] filmedBefore = levels(first);
        float[] drawnBefore = levels(stylizedFirst);
        float[] filmed = levels(second);
        float[] drawn = levels(stylizedSecond);
        int width = before.width();
        int height = before.height();
        Warp warp = new Warp(width, height);
        float[] filmedBlock = new float[BLOCK * BLOCK];
        float[] drawnBlock = new float[BLOCK * BLOCK];
        double sum = 0;
        long count = 0;
        for (int row = 0; row < motion.rows(); row++) {
            for (int column = 0; column < motion.columns(); column++) {
                int left = column * BLOCK;
                int top = row * BLOCK;
                warp.move(filmedBefore, left, top, motion.dx(column, row), motion.dy(column, row), filmedBlock);
                warp.move(drawnBefore, left, top, motion.dx(column, row), motion.dy(column, row), drawnBlock);
                for (int y = top; y < Math.min(height, top + BLOCK); y++) {
                    for (int x = left; x < Math.min(width, left + BLOCK); x++) {
                        int inBlock = (y - top) * BLOCK + x - left;
                        if (Math.abs(filmed[y * width + x] - filmedBlock[inBlock]) <= SAME) {
                            sum += Math.abs(drawn[y * width + x] - drawnBlock[inBlock]);
                            count++;
                        }
                    }
                }
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private static float[] levels(LumaPyramid frame) {
        int[] samples = frame.samples(0);
        float[] levels = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            levels[i] = (float) samples[i] / LumaPyramid.ONE;
        }
        return levels;
    }
}
