package io.github.animegan.engine.kernel.plain;

import io.github.animegan.engine.kernel.Scratch;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** One thread's working memory as rows: arrays of their own, of which C2 knows that they do not overlap. */
final class Rows implements AutoCloseable {
    /** Floats of a cache line. */
    private static final int LINE = 16;

    private static final float[][] NONE = {};
    private static final float[] EMPTY = {};

    /** What rows are for; those of different uses are there at the same time. */
    enum Use {
        PLACES,
        HALF,
        TRANSFORMED,
        PRODUCTS,
        RESULTS
    }

    private final Map<Use, float[][]> rows = new EnumMap<>(Use.class);

    /** This thread's. */
    static Rows of(Scratch scratch) {
        return scratch.resource(Rows.class, Rows::new);
    }

    /** At least {@code count} rows of at least {@code length} floats, with whatever they held before. */
    float[][] get(Use use, int count, int length) {
        float[][] found = rows.getOrDefault(use, NONE);
        if (found.length < count) {
            int before = found.length;
            found = Arrays.copyOf(found, count);
            Arrays.fill(found, before, count, EMPTY);
            rows.put(use, found);
        }
        for (int i = 0; i < count; i++) {
            if (found[i].length < length) {
                found[i] = new float[aligned(length)];
            }
        }
        return found;
    }

    /** That many rows of zeros, of at least {@code length} floats. */
    static float[][] allocate(int count, int length) {
        float[][] rows = new float[count][];
        Arrays.setAll(rows, i -> new float[aligned(length)]);
        return rows;
    }

    /**
     * A length for which arrays that are allocated one after the other all start at the same place of a cache line, so
     * that a loop that is aligned for one is for the others: with 16 bytes of header, whole lines. Worth a tenth.
     */
    private static int aligned(int length) {
        int header = 4;
        return (length + header + LINE - 1) / LINE * LINE - header;
    }

    @Override
    public void close() {
        rows.clear();
    }
}
