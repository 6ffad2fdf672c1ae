package io.github.animegan.engine.program;

import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.tensor.Tensor;

/**
 * A parametric ReLU.
 *
 * @param slopes one for each float of {@link #PIXELS} pixels, so that loops are long; those past the channels do not matter, for zero
 *     stays zero
 */
@SuppressWarnings("ArrayRecordComponent") // Weights, never compared.
record PerChannelRelu(float[] slopes) implements Pointwise {
    private static final int PIXELS = 32;

    static PerChannelRelu of(Tensor slopes) {
        int count = slopes.data().length;
        int stride = PaddedChannels.of(count);
        float[] repeated = new float[PIXELS * stride];
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            System.arraycopy(slopes.data(), 0, repeated, pixel * stride, count);
        }
        return new PerChannelRelu(repeated);
    }

    @Override
    public void apply(float[] source, int from, float[] target, int to, Row row) {
        float[] chunk = row.scratch().floats(PerChannelRelu.class, slopes.length);
        int length = row.length();
        for (int done = 0; done < length; done += slopes.length) {
            int count = Math.min(slopes.length, length - done);
            System.arraycopy(source, from + done, chunk, 0, count);
            relu(chunk, count);
            System.arraycopy(chunk, 0, target, to + done, count);
        }
    }

    /** At the loop's own index, which is what C2 vectorizes. */
    private void relu(float[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = Math.max(values[i], 0) + slopes[i] * Math.min(values[i], 0);
        }
    }
}
