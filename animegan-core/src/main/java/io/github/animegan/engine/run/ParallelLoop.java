package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.Scratch;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One loop, shared by threads. Whatever fails, memory running out in the midst of it included, the loop has only ended when no
 * thread is in the body any more: they write to buffers that the next loop will use.
 */
final class ParallelLoop {
    private final int count;
    private final Workers.Body body;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private int running;

    ParallelLoop(int count, Workers.Body body) {
        this.count = count;
        this.body = body;
    }

    /** Runs the loop and waits for its end. */
    void run(Executor threads, List<Scratch> scratches) {
        start(threads, scratches);
        awaitEnd();
        rethrow();
    }

    /** Starts the loop. */
    void start(Executor threads, List<Scratch> scratches) {
        for (Scratch scratch : scratches.subList(0, Math.min(count, scratches.size()))) {
            enter();
            try {
                threads.execute(() -> runPart(scratch));
            } catch (Throwable e) { // No memory for another thread, say.
                fail(e);
                leave();
                break;
            }
        }
    }

    private void runPart(Scratch scratch) {
        try {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                body.run(i, scratch);
            }
        } catch (Throwable e) {
            fail(e);
        } finally {
            leave();
        }
    }

    private void fail(Throwable e) {
        failure.compareAndSet(null, e);
        next.set(count);
    }

    /** Throws what the first failing thread threw, if one did. */
    void rethrow() {
        Throwable failed = failure.get();
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private synchronized void enter() {
        running++;
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }

    /** Waits for the end, but not longer than that; whether it has ended. An interrupt is kept for the caller. */
    @SuppressWarnings("WaitNotInLoop") // The caller has the loop.
    synchronized boolean await(long millis) {
        if (running > 0) {
            try {
                wait(millis);
            } catch (InterruptedException e) {
                awaitEnd();
                Thread.currentThread().interrupt();
            }
        }
        return running == 0;
    }

    /** A monitor and no future or latch: those allocate when they are waited for. */
    synchronized void awaitEnd() {
        boolean interrupted = false;
        while (running > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
