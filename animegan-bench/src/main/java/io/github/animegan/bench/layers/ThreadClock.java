package io.github.animegan.bench.layers;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The processor time of the thread that asks: what other programs take of the machine does not count. */
final class ThreadClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ThreadClock() {}

    /** The nanoseconds that this thread has run so far. */
    static long nanos() {
        return THREADS.getCurrentThreadCpuTime();
    }
}
