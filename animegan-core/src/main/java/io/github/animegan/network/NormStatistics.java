package io.github.animegan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The means and variances by which a run normalized, one for each normalization in the order of the layers. Taken from
 * one run and given to another, they make the network local: a tile of a picture, or the next frame of a film, gets the
 * colours of the whole. Immutable.
 */
public final class NormStatistics {
    /** The largest factor by which a variance is corrected: a channel that says nothing in a part may say much in the whole. */
    private static final double MOST_CHANGE = 4;

    private final List<Moments> moments;

    /**
     * Statistics of these moments, one for each normalization in the order of the network's nodes.
     *
     * @param moments copied
     */
    public NormStatistics(List<Moments> moments) {
        this.moments = List.copyOf(moments);
    }

    /**
     * The mean and the biased variance of each channel; those of its group where channels are grouped.
     *
     * @param mean one for each channel
     * @param variance one for each channel
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never written to once made.
    public record Moments(double[] mean, double[] variance) {}

    /**
     * {@return the moments of one normalization}
     *
     * @param norm its place among the normalizations, from 0, in the order of the network's nodes
     */
    public Moments get(int norm) {
        return moments.get(norm);
    }

    /** {@return how many normalizations the generator has} */
    public int size() {
        return moments.size();
    }

    /**
     * {@return the statistics between these (weight 0) and others (weight 1) of the same generator}
     *
     * @param other of the same generator
     * @param weight of the other ones, from 0 to 1
     * @throws IllegalArgumentException if the other ones are of a generator with another number of normalizations
     */
    public NormStatistics blend(NormStatistics other, double weight) {
        requireAsMany(other);
        List<Moments> blended = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            blended.add(new Moments(
                    blend(get(i).mean, other.get(i).mean, weight),
                    blend(get(i).variance, other.get(i).variance, weight)));
        }
        return new NormStatistics(blended);
    }

    /**
     * These statistics, of a reduced picture, corrected by what reducing changed in a part of it: means by the difference, variances by the
     * factor, to four times or a quarter at most.
     *
     * @param reduced of the part, as much reduced as the picture of these statistics
     * @param whole of the same part at full size
     * @return the estimate
     * @throws IllegalArgumentException if the others are of a generator with another number of normalizations
     */
    public NormStatistics corrected(NormStatistics reduced, NormStatistics whole) {
        requireAsMany(reduced);
        requireAsMany(whole);
        List<Moments> corrected = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            double[] mean = get(i).mean.clone();
            double[] variance = get(i).variance.clone();
            Moments from = reduced.get(i);
            Moments to = whole.get(i);
            for (int c = 0; c < mean.length; c++) {
                mean[c] += to.mean[c] - from.mean[c];
                double factor = from.variance[c] > 0 ? to.variance[c] / from.variance[c] : 1;
                variance[c] *= Math.max(1 / MOST_CHANGE, Math.min(MOST_CHANGE, factor));
            }
            corrected.add(new Moments(mean, variance));
        }
        return new NormStatistics(corrected);
    }

    private void requireAsMany(NormStatistics other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException(
                    "statistics of " + size() + " normalizations do not go with those of " + other.size());
        }
    }

    private static double[] blend(double[] a, double[] b, double weight) {
        double[] blended = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            blended[i] = a[i] + (b[i] - a[i]) * weight;
        }
        return blended;
    }
}
