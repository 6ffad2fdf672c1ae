package io.github.animegan;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Calls that nobody waits for in a thread. They run in the order they came, in threads that end when there is nothing to do.
 * A caller who comes while the queue is full is held back until its own call has a place: nothing is refused, and at most one
 * call for each calling thread waits besides those in the queue.
 */
final class AsyncCalls implements AutoCloseable {
    /** While one picture is in the engine another is before or behind it; a third would only wait. */
    private static final int THREADS = 2;

    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int capacity;
    private final ThreadPoolExecutor threads;

    AsyncCalls(int capacity) {
        this.capacity = capacity;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::new);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Known by its type, for a call from one of these threads must not wait for them. */
    private static final class Worker extends Thread {
        Worker(Runnable work) {
            super(work, "animegan-call-" + NUMBER.incrementAndGet());
            setDaemon(true);
        }
    }

    /**
     * Has a picture made. However the future is completed before that, by cancelling it or by {@code orTimeout}, the call ends.
     *
     * @throws IllegalStateException if this is closed
     */
    <T> CompletableFuture<T> submit(Call call, StylizeOptions options, Supplier<T> work) {
        Task<T> task = new Task<>(call, work);
        if (Thread.currentThread() instanceof Worker) {
            task.run();
            return task.future;
        }
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("closed", e);
        }
        task.endWith(options);
        awaitPlace(task);
        return task.future;
    }

    /** An interrupt ends the wait, as the call is in the queue already; it is kept for the caller. */
    private synchronized void awaitPlace(Task<?> task) {
        try {
            while (threads.getQueue().size() > capacity && !task.isPast()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void queueChanged() {
        notifyAll();
    }

    /** Takes no more calls and waits for those there are, unless it is one of them that closes. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        while (!(Thread.currentThread() instanceof Worker) && !threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Task<T> implements Runnable {
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final Call call;
        private final Supplier<T> work;
        private volatile boolean started;

        Task(Call call, Supplier<T> work) {
            this.call = call;
            this.work = work;
            call.awaitedBy(future);
            whenDone(() -> {
                threads.remove(this);
                queueChanged();
            });
        }

        /** Completes the future at once when somebody cancels or its time is up, also while it is in the queue. */
        void endWith(StylizeOptions options) {
            options.cancellation().ifPresent(token -> {
                Runnable cancel = () -> future.cancel(false);
                token.onCancel(cancel);
                whenDone(() -> token.forget(cancel));
            });
            options.timeout().ifPresent(this::endAfter);
        }

        private void endAfter(Duration timeout) {
            CompletableFuture<Void> timer = new CompletableFuture<Void>();
            var unused = timer.orTimeout(Call.nanos(timeout), TimeUnit.NANOSECONDS)
                    .exceptionally(late -> {
                        future.completeExceptionally(call.timedOut(timeout));
                        return null;
                    });
            whenDone(() -> timer.complete(null));
        }

        private void whenDone(Runnable action) {
            var unused = future.whenComplete((result, failure) -> action.run());
        }

        boolean isPast() {
            return started || future.isDone();
        }

        @Override
        public void run() {
            started = true;
            queueChanged();
            if (future.isDone()) {
                return;
            }
            try {
                future.complete(work.get());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }
    }
}
