package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.network.NormStatistics.Moments;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A normalization of one stored map's channels.
 *
 * @param content the number of the statistic by which it normalizes
 * @param style the number of the statistic whose mean and deviation the result gets; {@link Operand#NONE} for scale and shift
 * @param channels how many channels the map has
 * @param epsilon what is added to variances
 * @param scale {@code [channels]}, or null for 1
 * @param shift {@code [channels]}, or null for 0
 */
public record Norm(
        int content,
        int style,
        int channels,
        double epsilon,
        @Nullable Tensor scale,
        @Nullable Tensor shift) {

    /**
     * What to do with each value: {@code (x - mean) / sqrt(variance + epsilon) * scale + shift}, where a style's deviation and
     * mean take the places of scale and shift.
     *
     * @param its the moments of the content
     * @param other the moments of the style, or null if there is none
     */
    public ChannelAffine affine(Moments its, @Nullable Moments other) {
        float[] factor = new float[PaddedChannels.of(channels)];
        float[] offset = new float[PaddedChannels.of(channels)];
        for (int c = 0; c < channels; c++) {
            double gamma = other == null ? at(scale, c, 1) : Math.sqrt(other.variance()[c] + epsilon);
            double beta = other == null ? at(shift, c, 0) : other.mean()[c];
            double deviation = Math.sqrt(its.variance()[c] + epsilon);
            // A constant map without an epsilon: what deviates from its mean, which is nothing, stays nothing.
            double a = deviation == 0 ? 0 : gamma / deviation;
            factor[c] = (float) a;
            offset[c] = (float) (beta - its.mean()[c] * a);
        }
        return ChannelAffine.of(factor, offset);
    }

    private static double at(@Nullable Tensor values, int channel, double otherwise) {
        return values == null ? otherwise : values.data()[channel];
    }
}
