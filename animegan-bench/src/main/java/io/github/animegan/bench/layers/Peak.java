package io.github.animegan.bench.layers;

import io.github.animegan.engine.kernel.vector.VectorKernels;

/**
 * Measures what a core can do at most: fused multiply-adds on numbers that stay in registers, as many at a time as keep its units busy,
 * times the floats of a vector. On CPUs that do their longest vectors in two halves that is twice what they can do.
 */
final class Peak {
    private static final int STEPS = 2_000_000;
    private static final int NUMBERS = 10;
    private static final int ROUNDS = 40;

    private Peak() {}

    /** {@return the billions of multiplications and additions that this thread does in a second, the best of some rounds} */
    static double gigaflops() {
        int lanes = new VectorKernels().bits() / Float.SIZE;
        double best = 0;
        float sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ThreadClock.nanos();
            sum += multiplyAndAdd(0.001f, 0.001f);
            double operations = 2.0 * STEPS * NUMBERS * lanes;
            best = Math.max(best, operations / (ThreadClock.nanos() - start));
        }
        if (Float.isNaN(sum)) { // It is a number: only so the JIT cannot leave out what nobody asks for.
            throw new IllegalStateException("the numbers grew");
        }
        return best;
    }

    private static float multiplyAndAdd(float x, float y) {
        float a = 1;
        float b = 2;
        float c = 3;
        float d = 4;
        float e = 5;
        float f = 6;
        float g = 7;
        float h = 8;
        float i = 9;
        float j = 10;
        for (int step = 0; step < STEPS; step++) {
            a = Math.fma(x, y, a);
            b = Math.fma(x, y, b);
            c = Math.fma(x, y, c);
            d = Math.fma(x, y, d);
            e = Math.fma(x, y, e);
            f = Math.fma(x, y, f);
            g = Math.fma(x, y, g);
            h = Math.fma(x, y, h);
            i = Math.fma(x, y, i);
            j = Math.fma(x, y, j);
        }
        return a + b + c + d + e + f + g + h + i + j;
    }
}
