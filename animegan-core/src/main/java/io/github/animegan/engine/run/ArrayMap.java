package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Optional;

/**
 * A map in an array. Where only some rows are held, each new one takes the place of the one {@code held} rows above.
 *
 * @param data the array
 * @param offset where the first row is
 * @param form what the map looks like
 * @param held how many rows are held at a time
 */
@SuppressWarnings("ArrayRecordComponent") // Memory, not a value: never compared.
record ArrayMap(float[] data, int offset, Form form, int held) implements FeatureMap {
    private int at(int y) {
        return offset + y % held * rowStride();
    }

    private PixelView view(int y) {
        return new PixelView(data, at(y), rowStride(), stride());
    }

    @Override
    public Optional<PixelView> from(int row) {
        return held == height() ? Optional.of(view(row)) : Optional.empty();
    }

    @Override
    public PixelView row(int y, Object key, Scratch scratch) {
        return view(y);
    }

    @Override
    public void copyRow(int y, float[] target, int to, Scratch scratch) {
        System.arraycopy(data, at(y), target, to, rowStride());
    }

    @Override
    public void setRow(int y, float[] values, int from, Scratch scratch) {
        System.arraycopy(values, from, data, at(y), rowStride());
    }

    @Override
    public PixelView open(int first, int rows, Scratch scratch) {
        return view(first);
    }

    @Override
    public void store(int first, int rows, PixelView computed, Scratch scratch) {
        // They were computed in their place.
    }
}
