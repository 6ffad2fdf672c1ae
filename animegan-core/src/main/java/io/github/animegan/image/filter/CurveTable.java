package io.github.animegan.image.filter;

import java.util.function.DoubleUnaryOperator;

/** A curve over [0, 1] by linear interpolation between 4097 places; constant outside. */
final class CurveTable {
    private static final int STEPS = 4096;

    private final float[] values = new float[STEPS + 2];

    CurveTable(DoubleUnaryOperator curve) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) curve.applyAsDouble(Math.min(1, (double) i / STEPS));
        }
    }

    float at(float x) {
        float place = Math.max(0, Math.min(1, x)) * STEPS;
        int below = (int) place;
        float low = values[below];
        return low + (place - below) * (values[below + 1] - low);
    }
}
