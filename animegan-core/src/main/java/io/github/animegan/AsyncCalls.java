package io.github.animegan;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls that nobody waits for in a thread. They run in the order they came, in threads that end when there is nothing to do.
 * A caller who comes while the queue is full is held back until its own call has a place, so that at most one call for each calling
 * thread waits besides those in the queue; or it is refused at once.
 */
final class AsyncCalls implements AutoCloseable {
    /** While one picture is in the engine another is before or behind it; a third would only wait. */
    private static final int THREADS = 2;

    private static final int IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final int capacity;
    private final boolean refusing;
    private final ThreadPoolExecutor threads;
    private final Set<Task<?>> open = ConcurrentHashMap.newKeySet();

    /** @param refusing whether calls are refused, and their callers not held back, while the queue is full */
    AsyncCalls(int capacity, boolean refusing) {
        this.capacity = capacity;
        this.refusing = refusing;
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
     * @throws RejectedExecutionException if the queue is full and this refuses
     */
    <T> CompletableFuture<T> submit(StylizeCall call, StylizeOptions options, Callable<T> work) {
        Task<T> task = new Task<>(call, work);
        if (Thread.currentThread() instanceof Worker) {
            task.run();
            return task.future;
        }
        enqueue(task);
        task.endWith(options);
        awaitPlace(task);
        return task.future;
    }

    private synchronized void enqueue(Task<?> task) {
        if (refusing && threads.getQueue().size() >= capacity) {
            throw new RejectedExecutionException(
                    capacity + " calls wait already, which is all that queueCapacity allows: try again later");
        }
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("closed", e);
        }
        open.add(task);
        if (task.future.isDone()) {
            open.remove(task);
        }
    }

    /** How many calls have not begun. */
    int waiting() {
        return threads.getQueue().size();
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

    /** Takes no more calls, gives those there are some time, and cancels what is left of them then. */
    void close(Duration patience) {
        threads.shutdown();
        try {
            if (!(Thread.currentThread() instanceof Worker)
                    && threads.awaitTermination(StylizeCall.nanos(patience), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Patience is over.
        }
        open.forEach(task -> task.future.cancel(false));
        close();
    }

    private final class Task<T> implements Runnable {
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private final StylizeCall call;
        private final Callable<T> work;
        private volatile boolean started;

        Task(StylizeCall call, Callable<T> work) {
            this.call = call;
            this.work = work;
            call.awaitedBy(future);
            whenDone(() -> {
                open.remove(this);
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
            var unused = timer.orTimeout(StylizeCall.nanos(timeout), TimeUnit.NANOSECONDS)
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
                future.complete(work.call());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        }
    }
}
