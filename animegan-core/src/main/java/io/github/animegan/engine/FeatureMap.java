package io.github.animegan.engine;

import io.github.animegan.engine.Step.Size;
import io.github.animegan.engine.kernel.PixelView;

/**
 * Pixels of channels, row by row. In a rolling run only some rows are held: each new one takes the place of the one
 * {@code held} rows above.
 *
 * @param lanes the floats from one pixel to the next; those past the channels are zero
 * @param held how many rows are held at a time
 */
@SuppressWarnings("ArrayRecordComponent") // Memory, not a value: never compared.
record FeatureMap(float[] data, int height, int width, int lanes, int held) {
    static FeatureMap whole(float[] data, Size size, int lanes) {
        return new FeatureMap(data, size.height(), size.width(), lanes, size.height());
    }

    boolean isWhole() {
        return held == height;
    }

    int rowStride() {
        return width * lanes;
    }

    int row(int y) {
        return y % held * width * lanes;
    }

    /** The pixels from the given row on. */
    PixelView view(int y) {
        return new PixelView(data, row(y), rowStride(), lanes);
    }
}
