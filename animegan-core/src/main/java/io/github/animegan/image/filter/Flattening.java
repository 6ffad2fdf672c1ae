package io.github.animegan.image.filter;

import java.util.Arrays;

/**
 * Evens out what is left of texture in a drawing, and keeps its edges: each pixel becomes a mean of its neighbors within two pixels, first
 * of its row, then of its column, in which a neighbor counts {@code 1 - (d / levels)^2}, where {@code d} is the largest difference of a
 * color, and nothing from {@code levels} on.
 *
 * @see <a href="https://doi.org/10.1109/ICME.2005.1521458">T. Q. Pham and L. J. van Vliet, Separable bilateral filtering for fast video
 *     preprocessing, 2005</a>
 */
public final class Flattening implements PixelFilter {
    private static final int REACH = 2;
    private static final int WHOLE = 256;

    /** By difference; whole numbers, so that sums do not depend on their order. */
    private final int[] weights = new int[256];

    /** @param levels the difference, of 255, from which on neighbors are different things; from 1 to 255 */
    public Flattening(int levels) {
        Arrays.setAll(weights, difference -> Math.max(0, WHOLE - WHOLE * difference * difference / (levels * levels)));
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        int[] between = new int[argb.length];
        ParallelRows.run(width, height, (first, end) -> {
            for (int y = first; y < end; y++) {
                for (int x = 0; x < width; x++) {
                    between[y * width + x] = mean(argb, y * width + x, 1, Math.min(REACH, x), reach(x, width));
                }
            }
        });
        ParallelRows.run(width, height, (first, end) -> {
            for (int y = first; y < end; y++) {
                int above = Math.min(REACH, y);
                int below = reach(y, height);
                for (int x = 0; x < width; x++) {
                    argb[y * width + x] = mean(between, y * width + x, width, above, below);
                }
            }
        });
    }

    private static int reach(int place, int length) {
        return Math.min(REACH, length - 1 - place);
    }

    /**
     * The mean for a pixel.
     *
     * @param stride from a neighbor to the next
     * @param before how many there are on this side
     */
    private int mean(int[] argb, int center, int stride, int before, int after) {
        int pixel = argb[center];
        int red = pixel >> 16 & 0xff;
        int green = pixel >> 8 & 0xff;
        int blue = pixel & 0xff;
        int count = WHOLE;
        int reds = 0;
        int greens = 0;
        int blues = 0;
        for (int i = center - before * stride; i <= center + after * stride; i += stride) {
            int dr = (argb[i] >> 16 & 0xff) - red;
            int dg = (argb[i] >> 8 & 0xff) - green;
            int db = (argb[i] & 0xff) - blue;
            if ((dr | dg | db) != 0) {
                int weight = weights[Math.max(Math.max(Math.abs(dr), Math.abs(dg)), Math.abs(db))];
                count += weight;
                reds += weight * dr;
                greens += weight * dg;
                blues += weight * db;
            } else if (i != center) {
                count += WHOLE;
            }
        }
        if ((reds | greens | blues) == 0) {
            return pixel;
        }
        float share = 1f / count;
        return (pixel & 0xff000000)
                | ((red + Math.round(reds * share)) << 16)
                | ((green + Math.round(greens * share)) << 8)
                | (blue + Math.round(blues * share));
    }
}
