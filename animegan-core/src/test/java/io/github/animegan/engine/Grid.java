package io.github.animegan.engine;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;

/** A feature map of the tests: {@code [height, width, channels]} in double precision. */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record Grid(int height, int width, int channels, double[] values) {
    static Grid zeros(int height, int width, int channels) {
        return new Grid(height, width, channels, new double[height * width * channels]);
    }

    /** The picture {@code [1, height, width, channels]}. */
    static Grid of(Tensor picture) {
        Shape shape = picture.shape();
        Grid grid = zeros(shape.size(1), shape.size(2), shape.size(3));
        for (int i = 0; i < grid.values.length; i++) {
            grid.values[i] = picture.data()[i];
        }
        return grid;
    }

    /** A map made value by value. */
    static Grid of(int height, int width, int channels, Formula formula) {
        Grid grid = zeros(height, width, channels);
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    grid.values[to++] = formula.at(y, x, c);
                }
            }
        }
        return grid;
    }

    /** The value at a place. */
    interface Formula {
        double at(int y, int x, int c);
    }

    double at(int y, int x, int c) {
        return values[(y * width + x) * channels + c];
    }

    void add(int y, int x, int c, double value) {
        values[(y * width + x) * channels + c] += value;
    }

    boolean contains(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width;
    }
}
