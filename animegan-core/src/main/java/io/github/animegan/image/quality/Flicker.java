package io.github.animegan.image.quality;

import java.awt.image.BufferedImage;
import java.util.OptionalDouble;

/**
 * How much stylized frames change where the filmed ones do not: the mean absolute change of the stylized luma, in samples of
 * 255, over the pixels whose filmed luma changes by at most 2. 0 is steady. This is the warping error of Lai et al. without
 * optical flow: still pixels take the place of those that a flow brings together.
 *
 * @see <a href="https://arxiv.org/abs/1808.00449">W.-S. Lai et al., Learning blind video temporal consistency, 2018</a>
 */
public final class Flicker {
    /** With room for the rounding errors of luma. */
    private static final double STILL = 2 + 1e-9;

    private Flicker() {}

    /**
     * {@return the flicker between two neighboring frames, as filmed and as stylized; empty if no pixel is still}
     *
     * @param before the first frame, as filmed
     * @param after the second frame, as filmed
     * @param stylizedBefore the first frame, as drawn
     * @param stylizedAfter the second frame, as drawn
     * @throws IllegalArgumentException if the sizes differ
     */
    public static OptionalDouble between(
            BufferedImage before, BufferedImage after, BufferedImage stylizedBefore, BufferedImage stylizedAfter) {
        Channel.requireSameSize(before, after);
        Channel.requireSameSize(before, stylizedBefore);
        Channel.requireSameSize(before, stylizedAfter);
        double[] filmed = change(before, after);
        double[] stylized = change(stylizedBefore, stylizedAfter);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < filmed.length; i++) {
            if (filmed[i] <= STILL) {
                sum += stylized[i];
                count++;
            }
        }
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
    }

    private static double[] change(BufferedImage before, BufferedImage after) {
        double[] first = Channel.luma(before).samples;
        double[] change = Channel.luma(after).samples;
        for (int i = 0; i < change.length; i++) {
            change[i] = Math.abs(change[i] - first[i]);
        }
        return change;
    }
}
