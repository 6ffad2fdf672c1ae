package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Scratch;

/** A tiny piece of a kernel's work, and how long that takes at most once the kernel is compiled. For one thread. */
abstract class Exercise {
    /** So many fast runs in a row are no luck. */
    private static final int FAST_RUNS = 4;
    /** How long it runs before others have their turn. */
    private static final long TURN_NANOS = 500_000;

    private final double fastNanos;

    /** @param fastNanos a few times what it takes when it is compiled, and less than a fifth of what it takes before */
    Exercise(double fastNanos) {
        this.fastNanos = fastNanos;
    }

    /** Runs it once. */
    abstract void run(Scratch scratch);

    /** Runs it for a while, or until it is fast. */
    final boolean becomesFast(Scratch scratch) {
        int fast = 0;
        long now = System.nanoTime();
        long end = now + TURN_NANOS;
        while (fast < FAST_RUNS) {
            long before = now;
            run(scratch);
            now = System.nanoTime();
            fast = now - before < fastNanos ? fast + 1 : 0;
            if (fast == 0 && now > end) {
                return false;
            }
        }
        return true;
    }
}
