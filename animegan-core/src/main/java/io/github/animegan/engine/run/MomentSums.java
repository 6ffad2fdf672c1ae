package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.network.NormStatistics;
import java.util.Arrays;

/**
 * Sums up the moments of a map's channels while its bands are stored. Each band sums deviations from its first pixel,
 * so that nothing cancels where a mean is large or a map constant, in float32 over short runs and in double beyond. The
 * bands are joined in their order, whichever thread was first: the same picture always gives the same statistics.
 *
 * <p>Joining: T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample
 * Variances", 1979.
 */
final class MomentSums {
    private static final Object PIVOT = new Object();
    private static final Object SUMS = new Object();
    private static final Object SQUARES = new Object();
    /** Pixels whose sum float32 carries without loss that shows. */
    private static final int RUN = 128;

    private final int channels;
    private final long[] counts;
    private final double[] means;
    private final double[] squares;

    MomentSums(int channels, int bands) {
        this.channels = channels;
        this.counts = new long[bands];
        this.means = new double[bands * channels];
        this.squares = new double[bands * channels];
    }

    boolean isFor(int itsChannels, int bands) {
        return channels == itsChannels && counts.length == bands;
    }

    /** Sums up the rows of a band of a map, in place of what the band held before. */
    void add(int band, PixelView map, int rows, int width, PixelKernel pixels, Scratch scratch) {
        int lanes = PaddedChannels.of(channels);
        float[] pivot = scratch.floats(PIVOT, lanes);
        float[] sum = scratch.floats(SUMS, lanes);
        float[] square = scratch.floats(SQUARES, lanes);
        System.arraycopy(map.data(), map.offset(), pivot, 0, lanes);
        int base = band * channels;
        Arrays.fill(means, base, base + channels, 0);
        Arrays.fill(squares, base, base + channels, 0);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < width; x += RUN) {
                Arrays.fill(sum, 0, lanes, 0);
                Arrays.fill(square, 0, lanes, 0);
                int run = Math.min(RUN, width - x);
                pixels.accumulate(map.data(), map.at(y, x), run, lanes, pivot, sum, square);
                addTo(means, base, sum);
                addTo(squares, base, square);
            }
        }
        long count = (long) rows * width;
        counts[band] = count;
        for (int c = 0; c < channels; c++) {
            double deviation = means[base + c] / count;
            squares[base + c] -= deviation * means[base + c];
            means[base + c] = pivot[c] + deviation;
        }
    }

    private void addTo(double[] target, int offset, float[] values) {
        for (int c = 0; c < channels; c++) {
            target[offset + c] += values[c];
        }
    }

    /** Joins all bands. */
    NormStatistics.Moments join() {
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        long total = 0;
        for (int band = 0; band < counts.length; band++) {
            join(band, total, mean, variance);
            total += counts[band];
        }
        for (int c = 0; c < channels; c++) {
            variance[c] = Math.max(0, variance[c] / total);
        }
        return new NormStatistics.Moments(mean, variance);
    }

    /** Adds a band to the joined ones before it, which have {@code total} pixels. */
    private void join(int band, long total, double[] mean, double[] variance) {
        long count = counts[band];
        long joined = total + count;
        for (int c = 0; c < channels; c++) {
            double delta = means[band * channels + c] - mean[c];
            variance[c] += squares[band * channels + c] + delta * delta * total * count / joined;
            mean[c] += delta * count / joined;
        }
    }
}
