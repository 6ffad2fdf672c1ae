package io.github.animegan.image.io.codec;

/** Takes a picture's rows, from the top one to the last. */
@FunctionalInterface
public interface PixelRowSink {
    /** The next row, whose array the sink may write to and the caller uses again. */
    void accept(int[] row);
}
