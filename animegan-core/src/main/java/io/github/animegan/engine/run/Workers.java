package io.github.animegan.engine.run;

import io.github.animegan.engine.kernel.Scratch;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few daemon threads that share loops, and the memory that a run needs. Each thread has its own {@link Scratch}. The
 * caller only waits: settings that native libraries keep for each thread thus never touch the caller's.
 *
 * <p>Thread-safe. Several sessions may work with the same threads: they take turns, a whole picture at a time, and use the
 * same buffers one after another.
 */
public final class Workers implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<Scratch> scratches = new ArrayList<>();
    private final ExecutorService threads;
    private final FairTurn turn = new FairTurn();
    /** Soft, so that idle workers do not hold what others in the JVM need. */
    private volatile SoftReference<Workspace> workspace = new SoftReference<>(null);

    private volatile boolean closed;

    /** Workers of that many threads, at least 1. */
    public Workers(int count) {
        if (count < 1) {
            throw new IllegalArgumentException(count + " threads");
        }
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
    public interface Body {
        /** Runs the part of that index. */
        void run(int index, Scratch scratch);
    }

    /** How many threads there are. */
    public int count() {
        return scratches.size();
    }

    /**
     * Waits until no other caller uses these workers. A caller that gets a turn gives it back by {@link #endTurn}.
     *
     * @throws IllegalStateException if they are closed
     */
    public void beginTurn(RunObserver observer) {
        turn.begin(observer);
        try {
            requireOpen();
        } catch (IllegalStateException e) {
            turn.end();
            throw e;
        }
    }

    /**
     * Refuses callers early who could only wait for a turn that never comes.
     *
     * @throws IllegalStateException if these workers are closed
     */
    public void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    /** As {@link #beginTurn}, also of workers that are closed. */
    public void awaitTurn() {
        turn.begin(RunObserver.NONE);
    }

    public void endTurn() {
        turn.end();
    }

    /** The buffers, for the caller whose turn it is. */
    public Workspace workspace() {
        Workspace kept = workspace.get();
        if (kept == null) {
            kept = new Workspace();
            workspace = new SoftReference<>(kept);
        }
        return kept;
    }

    /** Gives the buffers up; a run that goes on keeps those it has, as nobody's after it. */
    public void dropWorkspace() {
        workspace.clear();
    }

    /**
     * Runs the body for all indices below {@code count}, in any order, and waits for the end. One loop at a time.
     * An interrupt does not end the wait, for the threads would still be writing; it is kept for the caller.
     */
    public void forEach(int count, Body body) {
        new ParallelLoop(count, body).run(threads, scratches);
    }

    /** Starts such a loop; the caller waits for its end before it gives its turn back. */
    ParallelLoop start(int count, Body body) {
        ParallelLoop loop = new ParallelLoop(count, body);
        loop.start(threads, scratches);
        return loop;
    }

    /** Frees memory and ends the threads, after the calls that are running or waiting. Closing again does nothing. */
    @Override
    public void close() {
        awaitTurn();
        try {
            if (!closed) {
                closed = true;
                dropWorkspace();
                for (Scratch scratch : scratches) {
                    threads.execute(scratch::close);
                }
                threads.shutdown();
            }
        } finally {
            endTurn();
        }
    }
}
