package io.github.animegan.bench.report;

import io.github.animegan.bench.contestant.AbsentException;
import io.github.animegan.bench.contestant.Contestant;
import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Times engines against each other. All are loaded and warmed up first; then each computes the picture once, in turn, and
 * again, so that a machine that gets slower or faster meanwhile does so for everybody.
 */
public final class Race {
    private static final int WARM_UP_RUNS = 3;

    private final int threads;
    private final int runs;
    private final long warmUpNanos;
    private final long pauseMillis;

    /**
     * Settings of a race.
     *
     * @param warmUpSeconds each engine runs at least that long, and three times, before it counts
     * @param pauseMillis before each run, in which threads that the one before left spinning come to rest
     */
    public Race(int threads, int runs, double warmUpSeconds, long pauseMillis) {
        this.threads = threads;
        this.runs = runs;
        this.warmUpNanos = (long) (warmUpSeconds * 1e9);
        this.pauseMillis = pauseMillis;
    }

    /** Times the contestants with one network and picture size; each has its result, be it a failure. */
    public List<LatencyResult> run(ModelFiles model, int size, List<Contestant> contestants)
            throws InterruptedException {
        List<Runner> runners = contestants.stream().map(Runner::new).toList();
        try {
            Tensor picture = BenchmarkPicture.of(size);
            for (Runner runner : runners) {
                runner.open(model, picture);
            }
            for (int i = 0; i < runs; i++) {
                for (Runner runner : runners) {
                    Thread.sleep(pauseMillis);
                    runner.time();
                }
            }
            return results(model.network(), size, runners);
        } finally {
            runners.forEach(Runner::close);
        }
    }

    private static List<LatencyResult> results(BenchmarkedModel network, int size, List<Runner> runners) {
        Tensor reference = null;
        for (Runner runner : runners) {
            if (reference == null && runner.contestant.isOurs()) {
                reference = runner.result();
            }
        }
        List<LatencyResult> results = new ArrayList<>();
        for (Runner runner : runners) {
            results.add(runner.toResult(network, size, reference));
        }
        return results;
    }

    /** The largest difference between two pictures; infinite where one is not a number or they differ in size. */
    static double difference(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int i = 0; i < a.data().length; i++) {
            double difference = Math.abs((double) a.data()[i] - b.data()[i]);
            largest = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(largest, difference);
        }
        return largest;
    }

    /** A contestant and what it did so far. After a failure it does nothing. */
    private final class Runner {
        private final Contestant contestant;
        private final List<Double> seconds = new ArrayList<>();
        private final List<Double> cpuSeconds = new ArrayList<>();
        private Contestant.@Nullable Session session;
        private String note = "";

        Runner(Contestant contestant) {
            this.contestant = contestant;
        }

        void open(ModelFiles model, Tensor picture) {
            try {
                Contestant.Session opened = contestant.open(model, threads);
                session = opened;
                opened.load(picture);
                long start = System.nanoTime();
                for (int i = 0; i < WARM_UP_RUNS || System.nanoTime() - start < warmUpNanos; i++) {
                    opened.run();
                }
            } catch (AbsentException | IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
                fail(e);
            }
        }

        void time() {
            Contestant.Session its = session;
            if (its == null) {
                return;
            }
            try {
                long cpuStart = Machine.processCpuNanos();
                long start = System.nanoTime();
                its.run();
                seconds.add((System.nanoTime() - start) / 1e9);
                cpuSeconds.add((Machine.processCpuNanos() - cpuStart) / 1e9);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                fail(e);
            }
        }

        @Nullable
        Tensor result() {
            try {
                return session == null || seconds.isEmpty() ? null : session.result();
            } catch (IOException | RuntimeException e) {
                fail(e);
                return null;
            }
        }

        LatencyResult toResult(BenchmarkedModel network, int size, @Nullable Tensor reference) {
            Tensor result = result();
            OptionalDouble difference = result == null || reference == null
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(difference(result, reference));
            return new LatencyResult(network, size, contestant.name(), seconds, cpuSeconds, difference, note);
        }

        private void fail(Throwable failure) {
            note = FailureLine.line(failure);
            seconds.clear();
            cpuSeconds.clear();
            close();
        }

        void close() {
            Contestant.Session its = session;
            session = null;
            try {
                if (its != null) {
                    its.close();
                }
            } catch (IOException | RuntimeException e) {
                note = note.isEmpty() ? FailureLine.line(e) : note;
            }
        }
    }
}
