package io.github.animegan.image.quality;

/**
 * SSIM of planes in [0, 1] with uniform windows of 7x7 pixels and sample covariances, over the windows that lie within:
 * scikit-image's {@code structural_similarity} as it comes. {@link Ssim} is the one of the paper, with Gaussian windows.
 */
final class UniformSsim {
    private static final int WINDOW = 7;
    private static final int PIXELS = WINDOW * WINDOW;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private UniformSsim() {}

    static double of(Plane a, Plane b) {
        int columns = a.width - WINDOW + 1;
        int rows = a.height - WINDOW + 1;
        double sum = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                sum += ofWindow(a, b, y * a.width + x);
            }
        }
        return sum / ((double) columns * rows);
    }

    /** @param first the index of the window's top left pixel */
    private static double ofWindow(Plane a, Plane b, int first) {
        double sumA = 0;
        double sumB = 0;
        double squareA = 0;
        double squareB = 0;
        double product = 0;
        for (int k = 0; k < PIXELS; k++) {
            int place = first + k / WINDOW * a.width + k % WINDOW;
            double p = a.samples[place];
            double q = b.samples[place];
            sumA += p;
            sumB += q;
            squareA += p * p;
            squareB += q * q;
            product += p * q;
        }
        double meanA = sumA / PIXELS;
        double meanB = sumB / PIXELS;
        double sample = PIXELS / (PIXELS - 1.0);
        double varianceA = sample * (squareA / PIXELS - meanA * meanA);
        double varianceB = sample * (squareB / PIXELS - meanB * meanB);
        double covariance = sample * (product / PIXELS - meanA * meanB);
        double means = (2 * meanA * meanB + C1) / (meanA * meanA + meanB * meanB + C1);
        return means * (2 * covariance + C2) / (varianceA + varianceB + C2);
    }
}
