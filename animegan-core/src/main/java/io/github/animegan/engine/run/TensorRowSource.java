package io.github.animegan.engine.run;

/** Gives the rows of an input, from the first to the last, each once. One thread at a time calls it. */
@FunctionalInterface
public interface TensorRowSource {
    /** Writes row y, {@code width * channels} values, to the array from the offset on. */
    void read(int y, float[] target, int offset);
}
