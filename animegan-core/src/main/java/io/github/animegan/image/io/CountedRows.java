package io.github.animegan.image.io;

import io.github.animegan.image.io.codec.PixelRowSink;
import java.util.Arrays;

/** Hands rows on, and knows how many came, so that a picture that breaks off can be filled up with gray. */
final class CountedRows implements PixelRowSink {
    private static final int GRAY = 0xff808080;

    private final PixelRowSink rows;
    private int count;

    CountedRows(PixelRowSink rows) {
        this.rows = rows;
    }

    @Override
    public void accept(int[] row) {
        rows.accept(row);
        count++;
    }

    int count() {
        return count;
    }

    /** Gives a sink gray rows until it has had that many in all. */
    void fillUp(int height, int width, PixelRowSink unconverted) {
        int[] gray = new int[width];
        for (; count < height; count++) {
            Arrays.fill(gray, GRAY); // a sink may use a row as it likes
            unconverted.accept(gray);
        }
    }
}
