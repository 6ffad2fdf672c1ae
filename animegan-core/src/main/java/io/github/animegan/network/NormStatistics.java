package io.github.animegan.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The means and variances by which a run normalized, one for each normalization in the order of the layers. Taken from
 * one run and given to another, they make the network local: a tile of a picture, or the next frame of a film, gets the
 * colours of the whole. Immutable.
 */
public final class NormStatistics {
    /** By which factor a variance may change from copy to copy, and no more be expected beyond. */
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
        if (other.size() != size()) {
            throw new IllegalArgumentException(
                    "statistics of " + size() + " normalizations cannot be blended with those of " + other.size());
        }
        List<Moments> blended = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            blended.add(new Moments(
                    blend(get(i).mean, other.get(i).mean, weight),
                    blend(get(i).variance, other.get(i).variance, weight)));
        }
        return new NormStatistics(blended);
    }

    /**
     * Estimates the statistics of a larger copy of a picture, from these of a small copy and the others of one between: what
     * reducing changes is taken to fall as the size grows, means along a straight line and variances by factors.
     *
     * @param other of the larger copy, of the same generator
     * @param weight how far to go: 1 gives the others, and more lies beyond them
     * @return the estimate
     * @throws IllegalArgumentException if the other ones are of a generator with another number of normalizations
     */
    public NormStatistics extrapolate(NormStatistics other, double weight) {
        NormStatistics straight = blend(other, weight);
        List<Moments> moved = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            double[] variance = other.get(i).variance.clone();
            for (int c = 0; c < variance.length; c++) {
                double ratio = get(i).variance[c] > 0 ? variance[c] / get(i).variance[c] : 1;
                double bounded = Math.max(1 / MOST_CHANGE, Math.min(MOST_CHANGE, ratio));
                variance[c] *= Math.pow(bounded, weight - 1);
            }
            moved.add(new Moments(straight.get(i).mean, variance));
        }
        return new NormStatistics(moved);
    }

    private static double[] blend(double[] a, double[] b, double weight) {
        double[] blended = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            blended[i] = a[i] + (b[i] - a[i]) * weight;
        }
        return blended;
    }
}
