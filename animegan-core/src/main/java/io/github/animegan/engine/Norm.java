package io.github.animegan.engine;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.Lanes;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A normalisation of one stored map.
 *
 * @param map the map's number
 * @param groups how many groups of channels share their statistics; {@code channels} for an instance norm
 */
record Norm(
        int map,
        int channels,
        int groups,
        double epsilon,
        @Nullable Tensor scale,
        @Nullable Tensor shift) {

    /** The statistics of the whole map's channels, put together by groups and repeated for each channel. */
    NormStatistics.Moments group(NormStatistics.Moments perChannel) {
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
        return new NormStatistics.Moments(mean, variance);
    }

    /** What to do with each value: {@code (x - mean) / sqrt(variance + epsilon) * scale + shift}. */
    ChannelAffine affine(NormStatistics.Moments moments) {
        float[] factor = new float[Lanes.of(channels)];
        float[] offset = new float[Lanes.of(channels)];
        for (int c = 0; c < channels; c++) {
            double gamma = scale == null ? 1 : scale.data()[c];
            double beta = shift == null ? 0 : shift.data()[c];
            double a = gamma / Math.sqrt(moments.variance()[c] + epsilon);
            factor[c] = (float) a;
            offset[c] = (float) (beta - moments.mean()[c] * a);
        }
        return ChannelAffine.of(factor, offset);
    }
}
