package io.github.animegan.image.io;

/** Takes a picture's rows, from the top one to the last. */
@FunctionalInterface
interface RowSink {
    /** The next row, whose array the sink may write to and the caller uses again. */
    void accept(int[] row);
}
