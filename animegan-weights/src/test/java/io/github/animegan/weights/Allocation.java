package io.github.animegan.weights;

import java.lang.management.ManagementFactory;

/** How much memory the present thread has taken, freed or not: what a hostile file must not drive up. */
final class Allocation {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long bytesSoFar() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
