package io.github.animegan;

import io.github.animegan.engine.run.Workers;

/**
 * Threads, and the memory they compute in, that several styles share: their pictures are computed one after another, so that
 * ten styles load the machine no more than one, and need their weights ten times but the memory of one picture once.
 *
 * <pre>{@code
 * try (WorkerPool workers = WorkerPool.of(4);
 *         AnimeGan hayao = AnimeGan.builder(hayaoWeights).workers(workers).build();
 *         AnimeGan shinkai = AnimeGan.builder(shinkaiWeights).workers(workers).build()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe. A style may be loaded or closed while others run; whoever made the pool closes it, after them.
 */
public final class WorkerPool implements AutoCloseable {
    private final Workers workers;

    private WorkerPool(Workers workers) {
        this.workers = workers;
    }

    /**
     * {@return a pool of that many threads}
     *
     * @param threads at least 1
     * @throws IllegalArgumentException if that is less than 1
     */
    public static WorkerPool of(int threads) {
        return new WorkerPool(new Workers(threads));
    }

    /** {@return how many threads there are} */
    public int threads() {
        return workers.count();
    }

    Workers workers() {
        return workers;
    }

    /**
     * Ends the threads, after the calls that are running or waiting; styles that still use them then throw
     * {@link IllegalStateException}. Closing again does nothing.
     */
    @Override
    public void close() {
        workers.close();
    }
}
