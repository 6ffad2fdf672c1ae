package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Optional;

/** A map's pixels, row by row, wherever they lie. Bands of a run use it at the same time, each for rows of its own. */
sealed interface FeatureMap permits ArrayMap, FileMap {
    /**
     * What a map looks like.
     *
     * @param height the map's rows
     * @param width the map's columns
     * @param channels the map's channels
     * @param stride the floats from one pixel to the next; those past the channels are zero
     */
    record Form(int height, int width, int channels, int stride) {
        int rowStride() {
            return width * stride;
        }
    }

    /** What the map looks like. */
    Form form();

    default int height() {
        return form().height;
    }

    default int width() {
        return form().width;
    }

    default int channels() {
        return form().channels;
    }

    default int stride() {
        return form().stride;
    }

    default int rowStride() {
        return form().rowStride();
    }

    default boolean isPixel() {
        return height() == 1 && width() == 1;
    }

    /** The pixels from a row on to the last, if they lie in memory one after another. */
    Optional<PixelView> from(int row);

    /**
     * One row, for reading.
     *
     * @param key whose array it may be copied to, until the thread's next call with the same key
     */
    PixelView row(int y, Object key, Scratch scratch);

    /** Copies a row. */
    void copyRow(int y, float[] target, int offset, Scratch scratch);

    /** Sets a row. */
    void setRow(int y, float[] values, int offset, Scratch scratch);

    /** Memory for neighboring rows that the thread is about to compute, with whatever it held before. */
    PixelView open(int first, int rows, Scratch scratch);

    /** Stores rows that were computed where {@link #open} said. */
    void store(int first, int rows, PixelView computed, Scratch scratch);
}
