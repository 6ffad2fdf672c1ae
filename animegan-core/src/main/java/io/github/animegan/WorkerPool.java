package io.github.animegan;

import io.github.animegan.engine.SharedNetworks;
import io.github.animegan.engine.run.Workers;

/**
 * Threads, and the memory they compute in, that several generators share: their pictures are computed one after another, so that
 * ten generators load the machine no more than one and need the memory of one picture once. Generators of the same weights and
 * backend, which differ in their steps, canvas or policies, also have the weights only once.
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
    private final SharedNetworks networks;

    private WorkerPool(Workers workers) {
        this.workers = workers;
        this.networks = new SharedNetworks(workers);
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

    /** The networks that are prepared to run in these threads. */
    SharedNetworks networks() {
        return networks;
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
