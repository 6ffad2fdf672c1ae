package io.github.animegan.bench.layers;

import io.github.animegan.engine.kernel.vector.product.ColumnBlocks;
import io.github.animegan.engine.kernel.vector.product.PanelKernel;
import java.util.Arrays;

/**
 * Measures what a core can do: the library's own product of small matrices, on operands that stay in the first-level cache. It
 * reaches what the multipliers do, whether a CPU does its longest vectors at once or in halves.
 */
final class Peak {
    private static final int DEPTH = 128;
    private static final int CALLS = 500;
    private static final int ROUNDS = 200;

    private Peak() {}

    /** {@return the billions of multiplications and additions that this thread does in a second, the best of some rounds} */
    static double gigaflops() {
        int columns = ColumnBlocks.MOST;
        float[] a = new float[PanelKernel.ROWS * DEPTH];
        float[] b = new float[DEPTH * columns];
        float[] bias = new float[columns];
        float[] c = new float[PanelKernel.ROWS * columns];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.5f);
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ThreadClock.nanos();
            for (int call = 0; call < CALLS; call++) {
                PanelKernel.multiply(PanelKernel.ROWS, columns, DEPTH, a, 0, DEPTH, b, 0, bias, 0, c, 0, columns);
            }
            double operations = 2.0 * CALLS * PanelKernel.ROWS * columns * DEPTH;
            best = Math.max(best, operations / (ThreadClock.nanos() - start));
        }
        return best;
    }
}
