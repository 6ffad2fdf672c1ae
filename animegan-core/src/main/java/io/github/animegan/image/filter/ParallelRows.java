package io.github.animegan.image.filter;

import io.github.animegan.math.Ints;
import java.util.stream.IntStream;

/**
 * Rows of a picture in parallel, in the JVM's common pool (or the fork-join pool that the caller runs in): a filter takes a few
 * milliseconds, so threads of its own would not pay. Nothing depends on which thread computes what.
 */
final class ParallelRows {
    private static final int ROWS = 32;
    private static final int FEWEST_PIXELS = 1 << 14;

    private ParallelRows() {}

    /** Some neighboring rows, with whatever arrays they need for themselves. */
    @FunctionalInterface
    interface Band {
        /** Computes the rows from the first to before the end. */
        void compute(int first, int end);
    }

    /** Computes all rows; small pictures in the caller's thread alone. */
    static void run(int width, int height, Band band) {
        if ((long) width * height < FEWEST_PIXELS) {
            band.compute(0, height);
            return;
        }
        IntStream.range(0, Ints.ceilDiv(height, ROWS))
                .parallel()
                .forEach(i -> band.compute(i * ROWS, Math.min((i + 1) * ROWS, height)));
    }
}
