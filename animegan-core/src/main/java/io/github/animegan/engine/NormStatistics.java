package io.github.animegan.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * The means and variances by which a run normalised, one for each normalisation in the order of the layers. Taken from
 * one run and given to another, they make the network local: a tile of a picture, or the next frame of a film, gets the
 * colours of the whole. Immutable.
 */
public final class NormStatistics {
    private final List<Moments> moments;

    NormStatistics(List<Moments> moments) {
        this.moments = List.copyOf(moments);
    }

    /** The mean and the biased variance of each channel; those of its group where channels are grouped. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never written to once made.
    record Moments(double[] mean, double[] variance) {}

    Moments get(int norm) {
        return moments.get(norm);
    }

    /** How many normalisations the generator has. */
    public int size() {
        return moments.size();
    }

    /**
     * The statistics between these (weight 0) and others (weight 1) of the same generator.
     *
     * @throws IllegalArgumentException if the other ones are of a generator with another number of normalisations
     */
    public NormStatistics blend(NormStatistics other, double weight) {
        if (other.size() != size()) {
            throw new IllegalArgumentException(
                    "statistics of " + size() + " normalisations cannot be blended with those of " + other.size());
        }
        List<Moments> blended = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            blended.add(new Moments(
                    blend(get(i).mean, other.get(i).mean, weight),
                    blend(get(i).variance, other.get(i).variance, weight)));
        }
        return new NormStatistics(blended);
    }

    private static double[] blend(double[] a, double[] b, double weight) {
        double[] blended = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            blended[i] = a[i] + (b[i] - a[i]) * weight;
        }
        return blended;
    }
}
