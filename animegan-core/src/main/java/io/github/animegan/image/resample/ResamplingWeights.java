package io.github.animegan.image.resample;

/**
 * For each place on the resized axis the window of source places it is made of, and their weights, which sum to 1. Windows
 * never start before an earlier one. Pixel centers are at half coordinates; windows are cut off at the edges.
 */
final class ResamplingWeights {
    private final int[] starts;
    private final float[][] weights;

    private ResamplingWeights(int[] starts, float[][] weights) {
        this.starts = starts;
        this.weights = weights;
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
        return new ResamplingWeights(starts, weights);
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
        for (int i = 0; i < resized.length; i++) {
            float[] window = weights[i];
            int start = starts[i];
            float sum = 0;
            for (int k = 0; k < window.length; k++) {
                sum += window[k] * row[start + k];
            }
            resized[i] = sum;
        }
    }
}
