package io.github.animegan.engine;

/** Gives the rows of a picture, from the first to the last, each once. One thread at a time calls it. */
@FunctionalInterface
public interface RowSource {
    /** Writes row y, {@code width * 3} values in [-1, 1], to the array from the offset on. */
    void read(int y, float[] target, int offset);
}
