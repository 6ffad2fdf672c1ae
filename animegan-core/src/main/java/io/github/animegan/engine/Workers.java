package io.github.animegan.engine;

import io.github.animegan.engine.kernel.Scratch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few daemon threads that share loops. Each has its own {@link Scratch}. The caller only waits: settings that native
 * libraries keep for each thread thus never touch the caller's.
 */
final class Workers implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<Scratch> scratches = new ArrayList<>();
    private final ExecutorService threads;

    Workers(int count) {
        for (int i = 0; i < count; i++) {
            scratches.add(new Scratch());
        }
        this.threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "animegan-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Part of a loop. */
    interface Body {
        void run(int index, Scratch scratch);
    }

    int count() {
        return scratches.size();
    }

    /**
     * Runs the body for all indices below {@code count}, in any order, and waits for the end. One loop at a time.
     * An interrupt does not end the wait, for the threads would still be writing; it is kept for the caller.
     */
    void forEach(int count, Body body) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> parts = new ArrayList<>();
        for (Scratch scratch : scratches.subList(0, Math.min(count, scratches.size()))) {
            parts.add(threads.submit(() -> {
                for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                    try {
                        body.run(i, scratch);
                    } catch (Throwable e) {
                        next.set(count);
                        throw e;
                    }
                }
            }));
        }
        await(parts);
    }

    private static void await(List<Future<?>> parts) {
        boolean interrupted = false;
        Throwable failure = null;
        for (Future<?> part : parts) {
            while (true) {
                try {
                    part.get();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    failure = e.getCause();
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Frees the scratches and ends the threads. No loop may be running. */
    @Override
    public void close() {
        for (Scratch scratch : scratches) {
            threads.execute(scratch::close);
        }
        threads.shutdown();
    }
}
