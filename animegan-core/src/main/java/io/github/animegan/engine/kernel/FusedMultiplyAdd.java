package io.github.animegan.engine.kernel;

/**
 * Whether {@link Math#fma} is one instruction here. Where it is not (CPUs without FMA, {@code -XX:-UseFMA},
 * {@code -XX:UseAVX=0}) the JDK computes it in decimal arithmetic: some ten thousand times slower, compiled or not.
 */
public final class FusedMultiplyAdd {
    /** An instruction takes 30 ns even where it is interpreted, decimal arithmetic more than 10,000. */
    private static final long FAST_NANOS = 1_000;

    private static final int TRIES = 8;

    private static final boolean FAST = isFastNow();

    private FusedMultiplyAdd() {}

    /** The same answer for as long as this JVM runs, found out by a trial of some microseconds. */
    public static boolean isFast() {
        return FAST;
    }

    /** {@code a * b + c}: rounded once where that is one instruction, and twice where it would be ten thousand. */
    public static float multiplyAdd(float a, float b, float c) {
        return FAST ? Math.fma(a, b, c) : a * b + c;
    }

    private static boolean isFastNow() {
        long least = Long.MAX_VALUE;
        float sum = 0;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            sum += Math.fma(1.1e-20f * (i + 1), 1.3e-15f, 3e-30f); // In decimals these have more than a hundred digits.
            least = Math.min(least, System.nanoTime() - start);
        }
        return sum > 0 && least < FAST_NANOS;
    }
}
