package io.github.animegan.engine.program;

import io.github.animegan.network.NormStatistics.Moments;

/**
 * The moments of one stored map's channels that normalizations need.
 *
 * @param map the map's number
 * @param channels how many channels it has
 * @param groups how many groups of channels share their moments; {@code channels} where each has its own
 */
public record Statistic(int map, int channels, int groups) {

    /** The moments of the whole map's channels, put together by groups and repeated for each channel. */
    public Moments group(Moments perChannel) {
        if (groups == channels) {
            return perChannel;
        }
        double[] mean = new double[channels];
        double[] variance = new double[channels];
        int size = channels / groups;
        for (int first = 0; first < channels; first += size) {
            double groupMean = 0;
            for (int c = first; c < first + size; c++) {
                groupMean += perChannel.mean()[c] / size;
            }
            double groupVariance = 0;
            for (int c = first; c < first + size; c++) {
                double off = perChannel.mean()[c] - groupMean;
                groupVariance += (perChannel.variance()[c] + off * off) / size;
            }
            for (int c = first; c < first + size; c++) {
                mean[c] = groupMean;
                variance[c] = groupVariance;
            }
        }
        return new Moments(mean, variance);
    }
}
