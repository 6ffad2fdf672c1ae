package io.github.animegan.image.resample;

/**
 * For each place on the resized axis the window of source places it is made of, and their weights, which sum to 1. Windows
 * never start before an earlier one. Pixel centers are at half coordinates; windows are cut off at the edges.
 */
final class ResamplingWeights {
    /** So many are multiplied without a loop. */
    private static final int UNROLLED = 4;

    private final int[] starts;
    private final float[][] weights;
    /** How many weights each window has among {@code evenWeights}, of which some are zero. */
    private final int taps;

    private final int[] evenStarts;
    private final float[] evenWeights;

    private ResamplingWeights(int sourceSize, int[] starts, float[][] weights) {
        this.starts = starts;
        this.weights = weights;
        this.taps = Math.min(sourceSize, Math.max(UNROLLED, longestWindow()));
        this.evenStarts = new int[starts.length];
        this.evenWeights = new float[starts.length * taps];
        for (int i = 0; i < starts.length; i++) {
            evenStarts[i] = Math.min(starts[i], sourceSize - taps);
            int zeros = starts[i] - evenStarts[i];
            System.arraycopy(weights[i], 0, evenWeights, i * taps + zeros, weights[i].length);
        }
    }

    static ResamplingWeights of(int sourceSize, int size, ResamplingCurve curve) {
        double ratio = (double) sourceSize / size;
        double stretch = Math.max(1, ratio);
        double support = curve.support() * stretch;
        int[] starts = new int[size];
        float[][] weights = new float[size][];
        for (int i = 0; i < size; i++) {
            double center = (i + 0.5) * ratio;
            int start = (int) Math.max(0, center - support + 0.5);
            int end = (int) Math.min(sourceSize, center + support + 0.5);
            starts[i] = start;
            weights[i] = window(start, end, center, stretch, curve);
        }
        return new ResamplingWeights(sourceSize, starts, weights);
    }

    private static float[] window(int start, int end, double center, double stretch, ResamplingCurve curve) {
        double[] raw = new double[end - start];
        double sum = 0;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = curve.weight((start + k - center + 0.5) / stretch);
            sum += raw[k];
        }
        float[] normalized = new float[raw.length];
        for (int k = 0; k < raw.length; k++) {
            normalized[k] = (float) (raw[k] / sum);
        }
        return normalized;
    }

    int start(int i) {
        return starts[i];
    }

    int length(int i) {
        return weights[i].length;
    }

    float[] weights(int i) {
        return weights[i];
    }

    int longestWindow() {
        int longest = 0;
        for (float[] window : weights) {
            longest = Math.max(longest, window.length);
        }
        return longest;
    }

    /** Resizes one row. */
    void apply(float[] row, float[] resized) {
        if (taps == UNROLLED) {
            // With a constant number of weights the compiler need not check their places one by one.
            for (int i = 0; i < resized.length; i++) {
                resized[i] = unrolled(i * UNROLLED, row, evenStarts[i]);
            }
            return;
        }
        int unrolled = taps < UNROLLED ? 0 : UNROLLED;
        for (int i = 0; i < resized.length; i++) {
            int first = i * taps;
            int at = evenStarts[i];
            float sum = unrolled == 0 ? 0 : unrolled(first, row, at);
            for (int k = unrolled; k < taps; k++) {
                sum += evenWeights[first + k] * row[at + k];
            }
            resized[i] = sum;
        }
    }

    private float unrolled(int first, float[] row, int at) {
        return evenWeights[first] * row[at]
                + evenWeights[first + 1] * row[at + 1]
                + evenWeights[first + 2] * row[at + 2]
                + evenWeights[first + 3] * row[at + 3];
    }
}
