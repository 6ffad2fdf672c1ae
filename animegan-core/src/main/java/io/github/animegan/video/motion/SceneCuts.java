package io.github.animegan.video.motion;

import java.util.Arrays;

/**
 * Tells where a film changes over to another scene: where motion explains the new frame badly, far worse than it explained
 * those before. Mutable; for one thread.
 */
public final class SceneCuts {
    /** How much difference motion leaves unexplained at a cut, at least, in levels of 255. */
    private static final double LEAST_RESIDUAL = 9;

    private static final double TIMES_USUAL = 2.5;

    /** How much of the brightness lies elsewhere in the histogram. */
    private static final double LEAST_SHIFT = 0.12;

    private static final double FORGETTING = 0.2;
    private static final int BINS = 32;

    private double usual;

    /** Makes a detector at the beginning of a film. */
    public SceneCuts() {}

    /**
     * {@return whether the scene changes between two frames, which motion explains so well} Frames are to be asked for in their order,
     * since each is also compared with what was usual before.
     *
     * @param before the earlier frame
     * @param now the later frame
     * @param motion between the two
     */
    public boolean isCut(LumaPyramid before, LumaPyramid now, MotionField motion) {
        double residual = motion.meanResidual();
        boolean cut = residual > LEAST_RESIDUAL
                && residual > TIMES_USUAL * usual
                && shift(histogram(before), histogram(now)) > LEAST_SHIFT;
        usual = cut ? 0 : usual + (residual - usual) * FORGETTING;
        return cut;
    }

    private static int[] histogram(LumaPyramid frame) {
        int[] bins = new int[BINS];
        for (int sample : frame.samples(2)) {
            bins[sample * BINS / (256 * LumaPyramid.ONE)]++;
        }
        return bins;
    }

    /** The share of the first frame that lies in other bins of the second. */
    private static double shift(int[] first, int[] second) {
        int moved = 0;
        for (int i = 0; i < BINS; i++) {
            moved += Math.abs(first[i] - second[i]);
        }
        return moved / 2.0 / Arrays.stream(first).sum();
    }

    /** {@return what a later frame is compared with, to go on where a run was ended} */
    public double usualResidual() {
        return usual;
    }

    /**
     * Goes on where {@link #usualResidual} was asked for.
     *
     * @param usualResidual of the last frame before
     */
    public void resume(double usualResidual) {
        this.usual = usualResidual;
    }
}
