package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;

/**
 * Gaussian blur of {@link Planes}, row by row: columns first, then the row. The window is cut off at a radius and normalized;
 * the picture is mirrored at its edges, which are not repeated (OpenCV's {@code BORDER_REFLECT_101}).
 */
final class GaussianBlur {
    /** Weights by distance from the center. */
    private final float[] weights;

    GaussianBlur(double sigma, int radius) {
        double[] raw = new double[radius + 1];
        double sum = 0;
        for (int distance = 0; distance <= radius; distance++) {
            raw[distance] = Math.exp(-distance * distance / (2 * sigma * sigma));
            sum += distance == 0 ? raw[distance] : 2 * raw[distance];
        }
        weights = new float[radius + 1];
        for (int distance = 0; distance <= radius; distance++) {
            weights[distance] = (float) (raw[distance] / sum);
        }
    }

    /** The arrays that one thread needs for pictures of one width. */
    final class Rows {
        private final float[] mixed;
        private final float[] padded;
        private final float[] left;
        private final float[] right;

        Rows(int width) {
            mixed = new float[width];
            padded = new float[width + 2 * radius()];
            left = new float[width];
            right = new float[width];
        }

        /** The row at index y, which has as many rows above and below as the radius, blurred. */
        void blur(float[][] rows, int y, float[] blurred) {
            scale(mixed, rows[y], weights[0]);
            for (int k = 1; k <= radius(); k++) {
                addPair(mixed, rows[y - k], rows[y + k], weights[k]);
            }
            pad();
            scale(blurred, mixed, weights[0]);
            // Shifted rows are copied, as C2 vectorizes only what is read at the loop's own index.
            for (int k = 1; k <= radius(); k++) {
                System.arraycopy(padded, radius() - k, left, 0, left.length);
                System.arraycopy(padded, radius() + k, right, 0, right.length);
                addPair(blurred, left, right, weights[k]);
            }
        }

        private void pad() {
            System.arraycopy(mixed, 0, padded, radius(), mixed.length);
            for (int k = 1; k <= radius(); k++) {
                padded[radius() - k] = mixed[Samples.reflect(-k, mixed.length)];
                padded[radius() + mixed.length - 1 + k] = mixed[Samples.reflect(mixed.length - 1 + k, mixed.length)];
            }
        }
    }

    int radius() {
        return weights.length - 1;
    }

    private static void scale(float[] result, float[] row, float weight) {
        for (int x = 0; x < result.length; x++) {
            result[x] = weight * row[x];
        }
    }

    private static void addPair(float[] sum, float[] a, float[] b, float weight) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight * (a[x] + b[x]);
        }
    }
}
