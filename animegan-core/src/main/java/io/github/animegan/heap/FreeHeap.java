package io.github.animegan.heap;

import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds out by trial what the heap still holds. Its size alone does not say: a large array lies in one piece, in one generation or in
 * whole regions of G1, so that a heap of 122 MB may have no place for a second array of 48. How much there is in one piece depends on the
 * collector, its flags, its version and on what lies around, and no interface of the JVM tells it. Thread-safe.
 */
public final class FreeHeap {
    /** Below this share of the heap no trial is made: there is room in every generation that a heap is divided into. */
    private static final int SMALL_SHARE = 8;

    /** How many pictures this JVM decodes or computes at this moment, of whatever style. */
    private static final AtomicInteger IN_WORK = new AtomicInteger();

    private FreeHeap() {}

    /** Notes that a picture is in work from now on; {@link #endPicture} must follow. */
    public static void beginPicture() {
        IN_WORK.incrementAndGet();
    }

    /** Notes that a picture has ended, well or not. */
    public static void endPicture() {
        IN_WORK.decrementAndGet();
    }

    /**
     * Whether arrays of these lengths, in bytes, can be had at the same time at this moment; they are let go again. While other pictures are
     * in work the answer is yes, as a trial would count what they soon give back.
     */
    public static boolean holds(long... bytes) {
        long sum = 0;
        for (long length : bytes) {
            sum += length;
        }
        return sum <= Runtime.getRuntime().maxMemory() / SMALL_SHARE
                || areOthersInWork()
                || isAllocated(bytes)
                || areOthersInWork(); // one that began during the trial may have taken the place
    }

    private static boolean areOthersInWork() {
        return IN_WORK.get() > 1;
    }

    private static boolean isAllocated(long... bytes) {
        long[][] arrays = new long[bytes.length][];
        try {
            for (int i = 0; i < arrays.length; i++) {
                arrays[i] = new long[Math.toIntExact(bytes[i] / Long.BYTES + 1)];
            }
            return true;
        } catch (OutOfMemoryError | ArithmeticException e) {
            return false; // nothing but these arrays was asked for, so nothing is half done
        } finally {
            Reference.reachabilityFence(arrays);
        }
    }
}
