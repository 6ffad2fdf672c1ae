package io.github.animegan.weights.onnx.model;

import java.util.Arrays;

/** A growing list of floats without an object for each. */
final class FloatList {
    private float[] values = new float[4];
    private int size;

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
