package io.github.animegan.bench.layers;

/**
 * Measures what a core can do at most, by fused multiply-adds on numbers that stay in registers. The loop is one that HotSpot's optimizing
 * compiler turns into vectors of the CPU's full length.
 */
final class Peak {
    private static final int NUMBERS = 512;
    /** Multiply-adds of a number between its load and its store, so that neither counts. */
    private static final int STEPS = 16;

    private static final int CALLS = 4000;
    private static final int ROUNDS = 60;

    private Peak() {}

    /** {@return the billions of multiplications and additions that this thread does in a second, the best of some rounds} */
    static double gigaflops() {
        float[] numbers = new float[NUMBERS];
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = ThreadClock.nanos();
            for (int call = 0; call < CALLS; call++) {
                step(numbers, 0.999f, 0.001f);
            }
            double operations = 2.0 * CALLS * NUMBERS * STEPS;
            best = Math.max(best, operations / (ThreadClock.nanos() - start));
        }
        return best;
    }

    private static void step(float[] numbers, float factor, float summand) {
        for (int i = 0; i < numbers.length; i++) {
            float x = four(numbers[i], factor, summand);
            x = four(x, factor, summand);
            x = four(x, factor, summand);
            numbers[i] = four(x, factor, summand);
        }
    }

    private static float four(float number, float factor, float summand) {
        float x = Math.fma(number, factor, summand);
        x = Math.fma(x, factor, summand);
        x = Math.fma(x, factor, summand);
        return Math.fma(x, factor, summand);
    }
}
