package io.github.animegan.engine.kernel.vector;

import static io.github.animegan.engine.kernel.vector.product.Simd.LENGTH;
import static io.github.animegan.engine.kernel.vector.product.Simd.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Finds out by a trial whether this JVM's compiler makes instructions of vectors. Only for compilers of which nothing is known:
 * where it does not, the trial takes all of its time.
 */
final class VectorProbe {
    private static final long BUDGET_NANOS = 1_000_000_000;
    /** Compiled to instructions a run takes a tenth of it, and as objects ten times as long. */
    private static final long FAST_NANOS = 5_000;

    private static final int FLOATS = 1024;
    private static final int RUNS_AT_A_TIME = 32;

    private static final boolean FAST = becomesFast(BUDGET_NANOS);

    private VectorProbe() {}

    /** The same answer for as long as this JVM runs. */
    static boolean isFast() {
        return FAST;
    }

    /** A trial that takes no longer than that. */
    static boolean becomesFast(long budgetNanos) {
        float[] x = new float[FLOATS];
        float[] sums = new float[FLOATS];
        long end = System.nanoTime() + budgetNanos;
        long start = System.nanoTime();
        while (start < end) {
            for (int i = 0; i < RUNS_AT_A_TIME; i++) {
                add(x, sums);
            }
            long done = System.nanoTime();
            if (done - start < RUNS_AT_A_TIME * FAST_NANOS) {
                return true;
            }
            start = done;
        }
        return false;
    }

    private static void add(float[] x, float[] sums) {
        for (int i = 0; i < FLOATS; i += LENGTH) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, i);
            FloatVector.fromArray(SPECIES, x, i).mul(0.5f).add(sum).intoArray(sums, i);
        }
    }
}
