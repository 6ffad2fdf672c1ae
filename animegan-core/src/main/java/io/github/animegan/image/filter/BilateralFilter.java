package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;
import java.util.Arrays;

/**
 * Smooths areas and keeps edges: each pixel becomes the mean of those in a disc around it, weighted by {@code exp(-r^2 / (2
 * sigmaSpace^2)) * exp(-d^2 / (2 sigmaColor^2))}, where r is the distance in pixels and d the sum of the three colors'
 * differences in [0, 765]. Mirrored at the picture's edges, which are not repeated. This is OpenCV's {@code bilateralFilter}.
 *
 * @see <a href="https://doi.org/10.1109/ICCV.1998.710815">C. Tomasi and R. Manduchi, Bilateral filtering for gray and color
 *     images, 1998</a>
 */
public final class BilateralFilter implements PixelFilter {
    private final int radius;
    private final float colorScale;
    /** The weights by distance, by row and column from the disc's top left; 0 outside the disc. */
    private final float[][] spaceWeights;

    public BilateralFilter(int diameter, double sigmaColor, double sigmaSpace) {
        this.radius = diameter / 2;
        this.colorScale = (float) (1 / (2 * sigmaColor * sigmaColor * 16));
        this.spaceWeights = new float[2 * radius + 1][2 * radius + 1];
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                int squared = dx * dx + dy * dy;
                if (squared <= radius * radius) {
                    spaceWeights[dy + radius][dx + radius] = (float) Math.exp(-squared / (2 * sigmaSpace * sigmaSpace));
                }
            }
        }
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        int[] source = argb.clone();
        ParallelRows.run(width, height, (first, end) -> {
            Band band = new Band(Planes.around(source, width, height, first, end, radius), width);
            for (int y = first; y < end; y++) {
                band.filter(y - first + radius, argb, y * width);
            }
        });
    }

    /** Some rows, with the arrays of one thread. */
    private final class Band {
        private final Planes planes;
        private final int width;
        private final float[][] neighbor;
        private final float[][] sum;
        private final float[] weight;
        private final float[] weightSum;

        Band(Planes planes, int width) {
            this.planes = planes;
            this.width = width;
            this.neighbor = new float[3][width];
            this.sum = new float[3][width];
            this.weight = new float[width];
            this.weightSum = new float[width];
        }

        /** Writes the row at index y of the planes. */
        void filter(int y, int[] argb, int offset) {
            start(y);
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    float space = spaceWeights[dy + radius][dx + radius];
                    if (space != 0 && (dx != 0 || dy != 0)) {
                        shift(planes.red[y + dy], dx, neighbor[0]);
                        shift(planes.green[y + dy], dx, neighbor[1]);
                        shift(planes.blue[y + dy], dx, neighbor[2]);
                        addNeighbour(y, space);
                    }
                }
            }
            finish(argb, offset);
        }

        /** Starts with the pixel itself, whose weight is 1. */
        private void start(int y) {
            System.arraycopy(planes.red[y], 0, sum[0], 0, width);
            System.arraycopy(planes.green[y], 0, sum[1], 0, width);
            System.arraycopy(planes.blue[y], 0, sum[2], 0, width);
            Arrays.fill(weightSum, 1);
        }

        private void shift(float[] row, int dx, float[] shifted) {
            int from = Math.max(0, -dx);
            int to = Math.min(width, width - dx);
            if (to > from) {
                System.arraycopy(row, from + dx, shifted, from, to - from);
            }
            for (int x = 0; x < Math.min(from, width); x++) {
                shifted[x] = row[Samples.reflect(x + dx, width)];
            }
            for (int x = Math.max(to, 0); x < width; x++) {
                shifted[x] = row[Samples.reflect(x + dx, width)];
            }
        }

        private void addNeighbour(int y, float space) {
            weigh(planes.red[y], planes.green[y], planes.blue[y], neighbor[0], neighbor[1], neighbor[2], weight);
            decay(weight, colorScale, space);
            accumulate(weight, neighbor[0], sum[0]);
            accumulate(weight, neighbor[1], sum[1]);
            accumulate(weight, neighbor[2], sum[2]);
            add(weight, weightSum);
        }

        private void finish(int[] argb, int offset) {
            for (int x = 0; x < width; x++) {
                float scale = 1 / weightSum[x];
                argb[offset + x] =
                        Samples.withColors(argb[offset + x], sum[0][x] * scale, sum[1][x] * scale, sum[2][x] * scale);
            }
        }
    }

    private static void weigh(
            float[] red, float[] green, float[] blue, float[] red2, float[] green2, float[] blue2, float[] difference) {
        for (int x = 0; x < difference.length; x++) {
            difference[x] = Math.abs(red[x] - red2[x]) + Math.abs(green[x] - green2[x]) + Math.abs(blue[x] - blue2[x]);
        }
    }

    /**
     * From differences to weights: exp(-16 t) as 1 / (1 + t + t^2/2 + t^3/6 + t^4/24)^16, which C2 vectorizes, unlike a table.
     * Off by at most 0.000003 of the largest weight.
     */
    private static void decay(float[] difference, float scale, float space) {
        for (int x = 0; x < difference.length; x++) {
            float t = difference[x] * difference[x] * scale;
            float e = 1 + t * (1 + t * (0.5f + t * (1 / 6f + t * (1 / 24f))));
            float e2 = e * e;
            float e4 = e2 * e2;
            float e8 = e4 * e4;
            difference[x] = space / (e8 * e8);
        }
    }

    private static void accumulate(float[] weight, float[] row, float[] sum) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight[x] * row[x];
        }
    }

    private static void add(float[] weight, float[] sum) {
        for (int x = 0; x < sum.length; x++) {
            sum[x] += weight[x];
        }
    }
}
