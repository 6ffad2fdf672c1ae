package io.github.animegan.image.quality;

import java.awt.image.BufferedImage;

/**
 * Whether a picture has its edges where another has them: Pearson's correlation of the magnitudes of the Sobel gradients of luma,
 * over all pixels but the outermost. 1 where edges are the same up to a factor, around 0 where they are unrelated.
 *
 * @see <a href="https://doi.org/10.1109/83.585239">F. Sattar, L. Floreby, G. Salomonsson and B. Lövström, Image enhancement based
 *     on a nonlinear multiscale method, 1997</a>, whose edge preservation index correlates Laplacians in the same way
 */
public final class EdgePreservation {
    private EdgePreservation() {}

    /**
     * {@return the correlation, in [-1, 1]; of two pictures of which neither has any edge it is 1, and where only one has none, 0}
     *
     * @param a a picture with sides of at least 3 pixels; not changed
     * @param b a picture of the same size; not changed
     * @throws IllegalArgumentException if the sizes differ or a side is below 3 pixels
     */
    public static double of(BufferedImage a, BufferedImage b) {
        Channel.requireSameSize(a, b);
        if (Math.min(a.getWidth(), a.getHeight()) < 3) {
            throw new IllegalArgumentException(
                    "edges need at least 3x3 pixels, not " + a.getWidth() + "x" + a.getHeight());
        }
        return correlation(gradients(Channel.luma(a)), gradients(Channel.luma(b)));
    }

    private static double[] gradients(Channel luma) {
        int width = luma.width - 2;
        double[] magnitudes = new double[width * (luma.height - 2)];
        for (int i = 0; i < magnitudes.length; i++) {
            int above = i / width * luma.width + i % width;
            int middle = above + luma.width;
            int below = middle + luma.width;
            double[] v = luma.samples;
            double dx = v[above + 2] - v[above] + 2 * (v[middle + 2] - v[middle]) + v[below + 2] - v[below];
            double dy = v[below] - v[above] + 2 * (v[below + 1] - v[above + 1]) + v[below + 2] - v[above + 2];
            magnitudes[i] = Math.hypot(dx, dy);
        }
        return magnitudes;
    }

    private static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            double x = a[i] - meanA;
            double y = b[i] - meanB;
            squaresA += x * x;
            squaresB += y * y;
            products += x * y;
        }
        if (squaresA == 0 || squaresB == 0) {
            return squaresA == squaresB ? 1 : 0;
        }
        return products / Math.sqrt(squaresA * squaresB);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
