package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.PhotoTask.Outcome;
import io.github.animegan.examples.cli.file.Job;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Several photos at a time, told of in their order. */
final class ParallelJobs {
    private ParallelJobs() {}

    /**
     * Runs all jobs, that many at a time.
     *
     * @param begin called with each job before its outcome is waited for
     * @param end called with each outcome; both in this thread and in the jobs' order
     */
    static void run(List<Job> jobs, int atATime, PhotoTask task, Consumer<Job> begin, Consumer<Outcome> end) {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            List<CompletableFuture<Outcome>> outcomes = jobs.stream()
                    .map(job -> CompletableFuture.supplyAsync(() -> task.run(job), threads))
                    .toList();
            for (int i = 0; i < jobs.size(); i++) {
                begin.accept(jobs.get(i));
                end.accept(outcomes.get(i).join());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
