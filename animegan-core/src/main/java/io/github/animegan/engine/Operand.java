package io.github.animegan.engine;

import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Upsample;
import org.jspecify.annotations.Nullable;

/**
 * A value that exists only as a recipe: a stored map and what to do with it while reading, in the order of the
 * components. What a step would have to do twice, or in another order, is stored first.
 *
 * @param map the stored map's number
 * @param norm the number of the normalisation to apply, or {@link #NONE}
 * @param slope the ReLU's negative slope; 1 is no activation
 * @param residual the number of a stored map to add, or {@link #NONE}
 * @param tanh whether to take the hyperbolic tangent
 * @param keep the number of a map to store the value in while it is gathered, or {@link #NONE}
 */
record Operand(
        int map,
        int norm,
        float slope,
        int residual,
        boolean tanh,
        int keep,
        @Nullable Upsample upsample,
        @Nullable Padding padding) {
    static final int NONE = -1;

    static Operand of(int map) {
        return new Operand(map, NONE, 1, NONE, false, NONE, null, null);
    }

    boolean isNormalizedOrActivated() {
        return norm != NONE || slope != 1;
    }

    /** Whether the value is just the stored map's pixels. */
    boolean isStored() {
        return !isNormalizedOrActivated() && residual == NONE && !tanh;
    }

    /** Whether reading it is reading the stored map, rows and columns included. */
    boolean isPlain() {
        return isStored() && !isResized();
    }

    /** Whether one more change of its values may still be added to the recipe. */
    boolean isOpen() {
        return !tanh && keep == NONE && !isResized();
    }

    boolean isResized() {
        return upsample != null || padding != null;
    }

    Operand withNorm(int number) {
        return new Operand(map, number, slope, residual, tanh, keep, upsample, padding);
    }

    Operand withSlope(float negativeSlope) {
        return new Operand(map, norm, negativeSlope, residual, tanh, keep, upsample, padding);
    }

    Operand withResidual(int number) {
        return new Operand(map, norm, slope, number, tanh, keep, upsample, padding);
    }

    Operand withTanh() {
        return new Operand(map, norm, slope, residual, true, keep, upsample, padding);
    }

    Operand withKeep(int number) {
        return new Operand(map, norm, slope, residual, tanh, number, upsample, padding);
    }

    Operand withUpsample(Upsample layer) {
        return new Operand(map, norm, slope, residual, tanh, keep, layer, padding);
    }

    Operand withPadding(Padding layer) {
        return new Operand(map, norm, slope, residual, tanh, keep, upsample, layer);
    }
}
