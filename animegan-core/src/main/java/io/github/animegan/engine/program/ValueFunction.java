package io.github.animegan.engine.program;

import io.github.animegan.network.Op;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A function of each value by itself, or of each pixel's channels together. */
interface ValueFunction extends Pointwise {
    /** Changes the values of one row in place; what it leaves past the channels does not matter. */
    void change(float[] values, int offset, Row row);

    /** Whether zero stays zero, so that the floats past the channels do too. */
    boolean keepsZero();

    @Override
    default void apply(float[] source, int from, float[] target, int to, Row row) {
        copy(source, from, target, to, row.length());
        change(target, to, row);
        if (!keepsZero()) {
            clearPastChannels(target, to, row);
        }
    }

    /** The row's values where the target wants them, unless they are there. */
    static void copy(float[] source, int from, float[] target, int to, int length) {
        if (source != target || from != to) {
            System.arraycopy(source, from, target, to, length);
        }
    }

    /** Kernels rely on zeros there. */
    static void clearPastChannels(float[] values, int offset, Pointwise.Row row) {
        int stride = row.stride();
        for (int pixel = offset; row.channels() < stride && pixel < offset + row.length(); pixel += stride) {
            Arrays.fill(values, pixel + row.channels(), pixel + stride, 0);
        }
    }

    /** The hyperbolic tangent. */
    record Tanh() implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return true;
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            row.pixels().tanh(values, offset, row.length(), row.scratch());
        }
    }

    /** The logistic function, by {@code (1 + tanh(x / 2)) / 2}. */
    record Sigmoid() implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return false;
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            int end = offset + row.length();
            for (int i = offset; i < end; i++) {
                values[i] *= 0.5f;
            }
            row.pixels().tanh(values, offset, row.length(), row.scratch());
            for (int i = offset; i < end; i++) {
                values[i] = 0.5f + 0.5f * values[i];
            }
        }
    }

    /**
     * A clamp.
     *
     * @param range its bounds
     */
    record Clamp(Op.Clamp range) implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return range.low() <= 0 && range.high() >= 0;
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            for (int i = offset; i < offset + row.length(); i++) {
                values[i] = Math.min(Math.max(values[i], range.low()), range.high());
            }
        }
    }

    /** The softmax over each pixel's channels; the greatest value is subtracted first, so that nothing overflows. */
    record Softmax() implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return true; // It leaves alone what is past the channels.
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            for (int pixel = offset; pixel < offset + row.length(); pixel += row.stride()) {
                float greatest = Float.NEGATIVE_INFINITY;
                for (int c = pixel; c < pixel + row.channels(); c++) {
                    greatest = Math.max(greatest, values[c]);
                }
                double sum = 0;
                for (int c = pixel; c < pixel + row.channels(); c++) {
                    double exp = Math.exp((double) values[c] - greatest);
                    values[c] = (float) exp;
                    sum += exp;
                }
                for (int c = pixel; c < pixel + row.channels(); c++) {
                    values[c] = (float) (values[c] / sum);
                }
            }
        }
    }

    /** The exponential function. */
    record Exp() implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return false;
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            for (int i = offset; i < offset + row.length(); i++) {
                values[i] = (float) Math.exp(values[i]);
            }
        }
    }

    /**
     * The norm of each pixel over its channels, in double.
     *
     * @param op its epsilon, scale and shift
     */
    record ChannelNorm(Op.ChannelNorm op) implements ValueFunction {
        @Override
        public boolean keepsZero() {
            return true; // It leaves alone what is past the channels.
        }

        @Override
        public void change(float[] values, int offset, Row row) {
            int channels = row.channels();
            @Nullable Tensor scale = op.scale();
            @Nullable Tensor shift = op.shift();
            for (int pixel = offset; pixel < offset + row.length(); pixel += row.stride()) {
                double mean = 0;
                for (int c = 0; c < channels; c++) {
                    mean += values[pixel + c];
                }
                mean /= channels;
                double variance = 0;
                for (int c = 0; c < channels; c++) {
                    double off = values[pixel + c] - mean;
                    variance += off * off;
                }
                double inverse = 1 / Math.sqrt(variance / channels + op.epsilon());
                for (int c = 0; c < channels; c++) {
                    double factor = scale == null ? inverse : inverse * scale.data()[c];
                    double added = shift == null ? 0 : shift.data()[c];
                    values[pixel + c] = (float) ((values[pixel + c] - mean) * factor + added);
                }
            }
        }
    }
}
