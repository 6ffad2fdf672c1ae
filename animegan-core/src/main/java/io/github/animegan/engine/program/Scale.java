package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.ChannelAffine;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;

/**
 * Scales and shifts each channel by constants, and applies a leaky ReLU in the same pass.
 *
 * @param affine the scales and shifts
 * @param slope the ReLU's negative slope; 1 is no activation
 */
record Scale(ChannelAffine affine, float slope) implements Pointwise {
    static Scale of(Tensor scale, Tensor shift, int channels) {
        int stride = PaddedChannels.of(channels);
        return new Scale(ChannelAffine.of(Arrays.copyOf(scale.data(), stride), Arrays.copyOf(shift.data(), stride)), 1);
    }

    /** The ReLU alone. */
    static Scale relu(float slope, int channels) {
        float[] ones = new float[PaddedChannels.of(channels)];
        Arrays.fill(ones, 1);
        return new Scale(ChannelAffine.of(ones, new float[ones.length]), slope);
    }

    @Override
    public void apply(float[] source, int from, float[] target, int to, Row row) {
        row.pixels().normalize(source, from, target, to, row.width(), affine, slope, row.scratch());
    }
}
