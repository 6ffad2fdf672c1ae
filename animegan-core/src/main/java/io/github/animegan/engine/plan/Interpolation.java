package io.github.animegan.engine.plan;

import io.github.animegan.network.ResizeMode;

/**
 * Linear interpolation along one axis: place i is {@code (1 - fraction[i]) * source[first[i]] + fraction[i] *
 * source[second[i]]}.
 *
 * @param first the place before, for each place
 * @param second the place after
 * @param fraction how far the place is from the first to the second, in [0, 1)
 */
@SuppressWarnings("ArrayRecordComponent") // Tables, never compared.
public record Interpolation(int[] first, int[] second, float[] fraction) {

    static Interpolation of(ResizeMode mode, int in, int out) {
        int[] first = new int[out];
        int[] second = new int[out];
        float[] fraction = new float[out];
        for (int i = 0; i < out; i++) {
            double source = source(mode, i, in, out);
            first[i] = Math.min((int) source, in - 1);
            second[i] = Math.min(first[i] + 1, in - 1);
            fraction[i] = (float) (source - first[i]);
        }
        return new Interpolation(first, second, fraction);
    }

    private static double source(ResizeMode mode, int place, int in, int out) {
        return switch (mode) {
            case ALIGN_CORNERS -> out == 1 ? 0 : (double) place * (in - 1) / (out - 1);
            case HALF_PIXEL -> Math.max(0, (place + 0.5) * in / out - 0.5);
            case ASYMMETRIC -> (double) place * in / out;
            case NEAREST -> Math.floorDiv((long) place * in, out);
        };
    }
}
