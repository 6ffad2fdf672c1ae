package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Optional;

/**
 * A map in a temporary file, whole; what a thread works on is copied.
 *
 * @param file the file
 * @param offset where in it the first row is, in floats
 * @param form what the map looks like
 */
record FileMap(TemporaryFile file, long offset, Form form) implements FeatureMap {
    private static final Object BAND = new Object();

    private long at(int y) {
        return offset + (long) y * rowStride();
    }

    @Override
    public Optional<PixelView> from(int row) {
        return Optional.empty();
    }

    @Override
    public PixelView row(int y, Object key, Scratch scratch) {
        float[] row = scratch.floats(key, rowStride());
        file.read(at(y), row, 0, rowStride(), scratch);
        return new PixelView(row, 0, rowStride(), stride());
    }

    @Override
    public void copyRow(int y, float[] target, int to, Scratch scratch) {
        file.read(at(y), target, to, rowStride(), scratch);
    }

    @Override
    public void setRow(int y, float[] values, int from, Scratch scratch) {
        file.write(at(y), values, from, rowStride(), scratch);
    }

    @Override
    public PixelView open(int first, int rows, Scratch scratch) {
        return new PixelView(scratch.floats(BAND, rows * rowStride()), 0, rowStride(), stride());
    }

    @Override
    public void store(int first, int rows, PixelView computed, Scratch scratch) {
        file.write(at(first), computed.data(), computed.offset(), rows * rowStride(), scratch);
    }
}
