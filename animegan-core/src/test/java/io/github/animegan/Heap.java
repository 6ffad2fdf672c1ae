package io.github.animegan;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What is on the heap, and how much was put there. */
final class Heap {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Heap() {}

    /** The bytes in use after a collection. */
    static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The bytes that all threads together allocate while the action runs: counted by the JVM, exactly. */
    static long allocatedBy(Runnable action) {
        Map<Long, Long> before = allocations();
        action.run();
        Map<Long, Long> after = allocations();
        return after.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> allocations() {
        long[] threads = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(threads);
        Map<Long, Long> allocations = new HashMap<>();
        for (int i = 0; i < threads.length; i++) {
            allocations.put(threads[i], Math.max(0, bytes[i]));
        }
        return allocations;
    }
}
