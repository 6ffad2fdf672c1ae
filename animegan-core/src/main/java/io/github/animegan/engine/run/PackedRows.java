package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;

/** Rows as tensors have them, without gaps between pixels, from and to maps whose pixels may have some. */
final class PackedRows {
    private static final Object STORED = new Object();
    private static final Object ROW = new Object();

    private PackedRows() {}

    /** Reads one row of an input into its map. */
    static void read(TensorRowSource source, int y, FeatureMap map, Scratch scratch) {
        PixelView target = map.open(y, 1, scratch);
        if (map.stride() == map.channels()) {
            source.read(y, target.data(), target.offset());
        } else {
            float[] row = scratch.floats(ROW, map.width() * map.channels());
            source.read(y, row, 0);
            Arrays.fill(target.data(), target.offset(), target.offset() + map.rowStride(), 0);
            for (int x = 0; x < map.width(); x++) {
                System.arraycopy(row, x * map.channels(), target.data(), target.at(0, x), map.channels());
            }
        }
        map.store(y, 1, target, scratch);
    }

    /** Writes one row of an output's map to its sink. */
    static void write(FeatureMap map, int y, TensorRowSink sink, Scratch scratch) {
        PixelView stored = map.row(y, STORED, scratch);
        if (map.stride() == map.channels()) {
            sink.write(y, stored.data(), stored.offset());
            return;
        }
        float[] row = scratch.floats(ROW, map.width() * map.channels());
        for (int x = 0; x < map.width(); x++) {
            System.arraycopy(stored.data(), stored.at(0, x), row, x * map.channels(), map.channels());
        }
        sink.write(y, row, 0);
    }
}
