package io.github.animegan.engine;

import io.github.animegan.engine.kernel.PixelView;

/**
 * Pixels of channels, row by row.
 *
 * @param lanes the floats from one pixel to the next; those past the channels are zero
 */
@SuppressWarnings("ArrayRecordComponent") // Memory, not a value: never compared.
record FeatureMap(float[] data, int height, int width, int lanes) {
    int rowStride() {
        return width * lanes;
    }

    int row(int y) {
        return y * width * lanes;
    }

    /** The pixels from the given one on, of which only every {@code step}th counts in both directions. */
    PixelView view(int y, int x, int step) {
        return new PixelView(data, row(y) + x * lanes, rowStride() * step, lanes * step);
    }
}
