package io.github.animegan.image.quality;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Structural similarity: for each 11x11 window, weighted by a Gaussian of sigma 1.5, {@code (2 ma mb + C1) (2 vab + C2) / ((ma^2
 * + mb^2 + C1) (va + vb + C2))} with means m, (co)variances v, {@code C1 = (0.01 * 255)^2}, {@code C2 = (0.03 * 255)^2}; the mean
 * over all windows that lie within the picture. 1 for equal pictures, around 0 for unrelated ones.
 *
 * <p>The figures are those of scikit-image's {@code structural_similarity} with {@code gaussian_weights=True, sigma=1.5,
 * use_sample_covariance=False, data_range=255}.
 *
 * @see <a href="https://doi.org/10.1109/TIP.2003.819861">Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, Image quality
 *     assessment: from error visibility to structural similarity, 2004</a>
 */
public final class Ssim {
    private static final int RADIUS = 5;
    private static final int WINDOW = 2 * RADIUS + 1;
    private static final double[] WEIGHTS = weights();
    private static final double C1 = square(0.01 * 255);
    private static final double C2 = square(0.03 * 255);

    private Ssim() {}

    /**
     * {@return the mean of the three colors' similarities, in [-1, 1]; 1 for equal pictures}
     *
     * @param a a picture with sides of at least 11 pixels; not changed
     * @param b a picture of the same size; not changed
     * @throws IllegalArgumentException if the sizes differ or a side is below 11 pixels
     */
    public static double of(BufferedImage a, BufferedImage b) {
        requireComparable(a, b);
        List<Channel> first = Channel.colors(a);
        List<Channel> second = Channel.colors(b);
        double sum = 0;
        for (int color = 0; color < 3; color++) {
            sum += of(first.get(color), second.get(color));
        }
        return sum / 3;
    }

    /**
     * {@return the same of a part of both pictures, such as a face}
     *
     * @param a a picture; not changed
     * @param b a picture of the same size; not changed
     * @param part in pixels, within the pictures, with sides of at least 11
     * @throws IllegalArgumentException if the sizes differ, or the part is not within the pictures or below 11 pixels a side
     */
    public static double of(BufferedImage a, BufferedImage b, Rectangle part) {
        requireComparable(a, b);
        if (part.isEmpty() || !new Rectangle(a.getWidth(), a.getHeight()).contains(part)) {
            throw new IllegalArgumentException("the part " + part.width + "x" + part.height + " at (" + part.x + ", "
                    + part.y + ") is not within a picture of " + a.getWidth() + "x" + a.getHeight());
        }
        return of(
                a.getSubimage(part.x, part.y, part.width, part.height),
                b.getSubimage(part.x, part.y, part.width, part.height));
    }

    /**
     * {@return the similarity of the lumas, in [-1, 1]; 1 for equal pictures}
     *
     * @param a a picture with sides of at least 11 pixels; not changed
     * @param b a picture of the same size; not changed
     * @throws IllegalArgumentException if the sizes differ or a side is below 11 pixels
     */
    public static double ofLuma(BufferedImage a, BufferedImage b) {
        requireComparable(a, b);
        return of(Channel.luma(a), Channel.luma(b));
    }

    private static void requireComparable(BufferedImage a, BufferedImage b) {
        Channel.requireSameSize(a, b);
        if (Math.min(a.getWidth(), a.getHeight()) < WINDOW) {
            throw new IllegalArgumentException("SSIM needs at least " + WINDOW + "x" + WINDOW + " pixels, not "
                    + a.getWidth() + "x" + a.getHeight());
        }
    }

    private static double of(Channel a, Channel b) {
        double[] meanA = windowMeans(a, a.samples);
        double[] meanB = windowMeans(a, b.samples);
        double[] squareA = windowMeans(a, product(a.samples, a.samples));
        double[] squareB = windowMeans(a, product(b.samples, b.samples));
        double[] both = windowMeans(a, product(a.samples, b.samples));
        double sum = 0;
        for (int i = 0; i < both.length; i++) {
            double means = meanA[i] * meanB[i];
            double squares = square(meanA[i]) + square(meanB[i]);
            double variances = squareA[i] + squareB[i] - squares;
            double covariance = both[i] - means;
            sum += (2 * means + C1) * (2 * covariance + C2) / ((squares + C1) * (variances + C2));
        }
        return sum / both.length;
    }

    /** The weighted means of all windows within the picture, row after row. */
    private static double[] windowMeans(Channel size, double[] samples) {
        int width = size.width - 2 * RADIUS;
        int height = size.height - 2 * RADIUS;
        double[] column = new double[size.width];
        double[] means = new double[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < size.width; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += WEIGHTS[k] * samples[(y + k) * size.width + x];
                }
                column[x] = sum;
            }
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = 0; k < WINDOW; k++) {
                    sum += WEIGHTS[k] * column[x + k];
                }
                means[y * width + x] = sum;
            }
        }
        return means;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] weights() {
        double[] weights = new double[WINDOW];
        double sum = 0;
        for (int k = 0; k < WINDOW; k++) {
            weights[k] = Math.exp(-square(k - RADIUS) / (2 * square(1.5)));
            sum += weights[k];
        }
        for (int k = 0; k < WINDOW; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
