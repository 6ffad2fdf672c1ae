package io.github.animegan.bench.layers;

/** Divides the processor time of the thread that runs a network: each lap is what passed since the one before. */
final class RunClock {
    private static final long NEVER = Long.MIN_VALUE;

    private long last = NEVER;

    /** The run begins: the thread's next lap is none, for what it did before was not this run's. */
    void reset() {
        last = NEVER;
    }

    long lap() {
        long now = ThreadClock.nanos();
        long nanos = last == NEVER ? 0 : now - last;
        last = now;
        return nanos;
    }
}
