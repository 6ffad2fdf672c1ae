package io.github.animegan.weights.onnx.model;

import java.util.Arrays;

/** A growing list of integers without an object for each. */
public final class LongList {
    private long[] values = new long[4];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    public int size() {
        return size;
    }

    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
