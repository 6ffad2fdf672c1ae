package io.github.animegan.video.motion;

import io.github.animegan.video.frame.Frame;

/**
 * The brightness of a frame at its own size and at a half, a quarter and an eighth of it, each sample the mean of four of the
 * larger ones, in sixteenths of a level. Immutable once made.
 */
public final class LumaPyramid {
    /** How many sizes there are. */
    static final int LEVELS = 4;

    /** A level of 255 in samples. */
    static final int ONE = 16;

    private final int[] widths = new int[LEVELS];
    private final int[] heights = new int[LEVELS];
    private final int[][] samples = new int[LEVELS][];

    /**
     * The brightness of a frame as it is now.
     *
     * @param frame copied
     */
    public LumaPyramid(Frame frame) {
        widths[0] = frame.width();
        heights[0] = frame.height();
        samples[0] = luma(frame.argb());
        for (int level = 1; level < LEVELS; level++) {
            widths[level] = Math.max(1, widths[level - 1] / 2);
            heights[level] = Math.max(1, heights[level - 1] / 2);
            samples[level] = halve(level);
        }
    }

    private static int[] luma(int[] argb) {
        int[] luma = new int[argb.length];
        for (int i = 0; i < argb.length; i++) {
            int pixel = argb[i];
            // 0.299, 0.587 and 0.114 in 256ths; the sum of the weights is 256.
            luma[i] = (77 * (pixel >> 16 & 0xff) + 150 * (pixel >> 8 & 0xff) + 29 * (pixel & 0xff)) >> 4;
        }
        return luma;
    }

    private int[] halve(int level) {
        int[] larger = samples[level - 1];
        int width = widths[level - 1];
        int height = heights[level - 1];
        int[] smaller = new int[widths[level] * heights[level]];
        for (int y = 0; y < heights[level]; y++) {
            int upper = Math.min(2 * y, height - 1) * width;
            int lower = Math.min(2 * y + 1, height - 1) * width;
            for (int x = 0; x < widths[level]; x++) {
                int left = Math.min(2 * x, width - 1);
                int right = Math.min(2 * x + 1, width - 1);
                smaller[y * widths[level] + x] = (larger[upper + left]
                                + larger[upper + right]
                                + larger[lower + left]
                                + larger[lower + right]
                                + 2)
                        >> 2;
            }
        }
        return smaller;
    }

    int width(int level) {
        return widths[level];
    }

    int height(int level) {
        return heights[level];
    }

    int[] samples(int level) {
        return samples[level];
    }
}
