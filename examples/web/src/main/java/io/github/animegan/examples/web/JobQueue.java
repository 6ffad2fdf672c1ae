package io.github.animegan.examples.web;

import io.github.animegan.examples.web.http.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bounded queue of jobs and the threads that do them, in the order in which they came. */
final class JobQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobQueue.class);

    private final int capacity;
    private final Consumer<Job> work;
    private final Deque<Job> waiting = new ArrayDeque<>();
    private final Set<Job> running = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    /** @param work does a job that has started; must not throw, but end it */
    JobQueue(int capacity, int workers, Consumer<Job> work) {
        this.capacity = capacity;
        this.work = work;
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(this::run, "picture-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Lets a job wait for its turn; false if there is no place for it. */
    boolean offer(Job job) {
        synchronized (this) {
            if (closed || waiting.size() >= capacity) {
                return false;
            }
            waiting.add(job);
            notify();
        }
        tellPlaces();
        return true;
    }

    /** Takes a job out that does not want to wait any more. */
    void remove(Job job) {
        boolean removed;
        synchronized (this) {
            removed = waiting.remove(job);
        }
        if (removed) {
            tellPlaces();
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    int capacity() {
        return capacity;
    }

    int running() {
        return running.size();
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && running.isEmpty();
    }

    /** The waiting jobs that were made longer ago than that. */
    synchronized List<Job> olderThan(double seconds) {
        return waiting.stream()
                .filter(job -> job.secondsSinceCreated() > seconds)
                .toList();
    }

    private void tellPlaces() {
        List<Job> jobs;
        synchronized (this) {
            jobs = List.copyOf(waiting);
        }
        for (int i = 0; i < jobs.size(); i++) {
            jobs.get(i).moved(i + 1);
        }
    }

    private void run() {
        try {
            while (true) {
                Job job = take();
                try {
                    tellPlaces();
                    if (job.start()) {
                        work.accept(job);
                    }
                } catch (RuntimeException | Error e) {
                    LOG.error("job {} ended this way", job.id(), e);
                    job.fail(Problem.internal());
                } finally {
                    running.remove(job);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Closed: the thread ends.
        }
    }

    private synchronized Job take() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        Job job = waiting.remove();
        running.add(job);
        return job;
    }

    /** Cancels all jobs and ends the threads. */
    @Override
    public void close() {
        List<Job> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(Job::cancel);
        running.forEach(Job::cancel);
        threads.forEach(Thread::interrupt);
    }
}
