package io.github.animegan.image.filter;

/**
 * Takes a share of the picture's color cast away: {@code a - amount * mean(a)} and {@code b - amount * mean(b)} in CIE L*a*b*,
 * lightness as it is. Means are weighted by alpha.
 */
public final class LabWhiteBalance implements PixelFilter {
    private final double amount;

    public LabWhiteBalance(double amount) {
        this.amount = amount;
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        Cast cast = cast(argb, width, height);
        float shiftX = (float) (-amount * cast.a / 500);
        float shiftZ = (float) (amount * cast.b / 200);
        ParallelRows.run(width, height, (first, end) -> {
            LabRow row = new LabRow(width);
            for (int y = first; y < end; y++) {
                row.read(argb, y * width);
                add(row.fx, shiftX);
                add(row.fz, shiftZ);
                row.write(argb, y * width);
            }
        });
    }

    /** Mean a and b. */
    private record Cast(double a, double b) {}

    /** Summed up by rows, whose order is fixed, so that the same picture gives the same bytes on any number of threads. */
    private static Cast cast(int[] argb, int width, int height) {
        double[][] sums = new double[height][];
        ParallelRows.run(width, height, (first, end) -> {
            LabRow row = new LabRow(width);
            for (int y = first; y < end; y++) {
                row.read(argb, y * width);
                sums[y] = sums(row, argb, y * width);
            }
        });
        double a = 0;
        double b = 0;
        double weights = 0;
        for (double[] sum : sums) {
            a += sum[0];
            b += sum[1];
            weights += sum[2];
        }
        return weights == 0 ? new Cast(0, 0) : new Cast(a / weights, b / weights);
    }

    private static double[] sums(LabRow row, int[] argb, int offset) {
        double a = 0;
        double b = 0;
        double weights = 0;
        for (int x = 0; x < row.fy.length; x++) {
            int alpha = argb[offset + x] >>> 24;
            a += alpha * 500.0 * (row.fx[x] - row.fy[x]);
            b += alpha * 200.0 * (row.fy[x] - row.fz[x]);
            weights += alpha;
        }
        return new double[] {a, b, weights};
    }

    private static void add(float[] row, float shift) {
        for (int x = 0; x < row.length; x++) {
            row[x] += shift;
        }
    }
}
