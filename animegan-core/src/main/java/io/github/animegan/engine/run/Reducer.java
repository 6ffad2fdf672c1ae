package io.github.animegan.engine.run;

import io.github.animegan.engine.program.Step.Reduction;
import java.util.Arrays;

/** Makes one value of all values of each channel, in double. For one thread. */
abstract class Reducer {
    /** What is known so far of each channel. */
    final double[] reduced;

    private Reducer(int channels, double start) {
        this.reduced = new double[channels];
        Arrays.fill(reduced, start);
    }

    static Reducer of(Reduction reduction, int channels) {
        return switch (reduction) {
            case MAX -> new Greatest(channels);
            case AVERAGE -> new Mean(channels);
            case LOG_SUM_EXP -> new LogSumExp(channels);
        };
    }

    /** Takes a pixel's channels into account. */
    abstract void add(float[] values, int offset);

    /** Writes the result of each channel, given how many pixels there were. */
    void finish(float[] target, int offset, double pixels) {
        for (int c = 0; c < reduced.length; c++) {
            target[offset + c] = (float) reduced[c];
        }
    }

    private static final class Greatest extends Reducer {
        Greatest(int channels) {
            super(channels, Double.NEGATIVE_INFINITY);
        }

        @Override
        void add(float[] values, int offset) {
            for (int c = 0; c < reduced.length; c++) {
                reduced[c] = Math.max(reduced[c], values[offset + c]);
            }
        }
    }

    private static final class Mean extends Reducer {
        Mean(int channels) {
            super(channels, 0);
        }

        @Override
        void add(float[] values, int offset) {
            for (int c = 0; c < reduced.length; c++) {
                reduced[c] += values[offset + c];
            }
        }

        @Override
        void finish(float[] target, int offset, double pixels) {
            for (int c = 0; c < reduced.length; c++) {
                target[offset + c] = (float) (reduced[c] / pixels);
            }
        }
    }

    /** The sum of {@code exp(x - greatest)}, corrected whenever there is a greater value, so that nothing overflows. */
    private static final class LogSumExp extends Reducer {
        private final double[] greatest;

        LogSumExp(int channels) {
            super(channels, 0);
            this.greatest = new double[channels];
            Arrays.fill(greatest, Double.NEGATIVE_INFINITY);
        }

        @Override
        void add(float[] values, int offset) {
            for (int c = 0; c < reduced.length; c++) {
                double value = values[offset + c];
                if (value <= greatest[c]) {
                    reduced[c] += Math.exp(value - greatest[c]);
                } else {
                    reduced[c] = reduced[c] * Math.exp(greatest[c] - value) + 1;
                    greatest[c] = value;
                }
            }
        }

        @Override
        void finish(float[] target, int offset, double pixels) {
            for (int c = 0; c < reduced.length; c++) {
                target[offset + c] = (float) (greatest[c] + Math.log(reduced[c]));
            }
        }
    }
}
