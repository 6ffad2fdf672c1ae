package io.github.animegan.image;

/**
 * For each place on the resized axis the window of source places it is made of, and their weights, which sum to 1. Windows
 * never start before an earlier one. Pixel centres are at half coordinates; windows are cut off at the edges.
 */
final class ResamplingWeights {
    private final int[] starts;
    private final float[][] weights;

    private ResamplingWeights(int[] starts, float[][] weights) {
        this.starts = starts;
        this.weights = weights;
    }

    static ResamplingWeights of(int sourceSize, int size, Resampling resampling) {
        double ratio = (double) sourceSize / size;
        double stretch = Math.max(1, ratio);
        double support = resampling.support() * stretch;
        int[] starts = new int[size];
        float[][] weights = new float[size][];
        for (int i = 0; i < size; i++) {
            double centre = (i + 0.5) * ratio;
            int start = (int) Math.max(0, centre - support + 0.5);
            int end = (int) Math.min(sourceSize, centre + support + 0.5);
            starts[i] = start;
            weights[i] = window(start, end, centre, stretch, resampling);
        }
        return new ResamplingWeights(starts, weights);
    }

    private static float[] window(int start, int end, double centre, double stretch, Resampling resampling) {
        double[] raw = new double[end - start];
        double sum = 0;
        for (int k = 0; k < raw.length; k++) {
            raw[k] = resampling.weight((start + k - centre + 0.5) / stretch);
            sum += raw[k];
        }
        float[] normalised = new float[raw.length];
        for (int k = 0; k < raw.length; k++) {
            normalised[k] = (float) (raw[k] / sum);
        }
        return normalised;
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
