package io.github.animegan.engine.run;

/** Takes the rows of an output, from the first to the last, each once. One thread at a time calls it. */
@FunctionalInterface
public interface TensorRowSink {
    /** Takes row y, {@code width * channels} values, from the array from the offset on. */
    void write(int y, float[] source, int offset);
}
