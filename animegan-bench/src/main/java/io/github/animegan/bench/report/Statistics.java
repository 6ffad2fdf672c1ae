package io.github.animegan.bench.report;

import java.util.List;

/** Order statistics of a few measurements. */
public final class Statistics {
    private Statistics() {}

    /** The middle value, or the mean of the two middle ones. */
    public static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    /**
     * The value below which that share of the values lies, interpolated between neighbours.
     *
     * @throws IllegalArgumentException if there are no values
     */
    static double quantile(List<Double> values, double share) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
