package io.github.animegan.engine.kernel.vector;

import io.github.animegan.engine.kernel.PixelView;

/**
 * Every {@code step}th pixel of a map, down and across, from {@code row} and {@code column} on: the part of the input that some
 * taps of a strided convolution see, or the part of the output that some taps of a transposed one make. With step 1, the map
 * itself.
 *
 * @param vertical the transform of the columns of its tiles
 * @param horizontal that of their rows
 */
record VectorWinogradPhase(
        int row, int column, int step, VectorWinogradTransform vertical, VectorWinogradTransform horizontal) {
    PixelView of(PixelView map) {
        return map.phase(row, column, step);
    }

    /** Whether its tiles have the product of the i-th point down and the j-th across. */
    boolean has(int i, int j) {
        return i < vertical.inputs() && j < horizontal.inputs();
    }

    /** How many rows of it there are among so many of the map. */
    int rows(int ofMap) {
        return (ofMap - row + step - 1) / step;
    }

    /** How many columns of it there are among so many of the map. */
    int columns(int ofMap) {
        return (ofMap - column + step - 1) / step;
    }
}
