package io.github.animegan.engine;

/** Takes the rows of a picture, from the first to the last, each once. One thread at a time calls it. */
@FunctionalInterface
public interface RowSink {
    /** Takes row y, {@code width * 3} values, from the array from the offset on. */
    void write(int y, float[] source, int offset);
}
