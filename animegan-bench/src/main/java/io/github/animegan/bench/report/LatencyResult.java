package io.github.animegan.bench.report;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long an engine took for a picture.
 *
 * @param size the side of the square picture, in pixels
 * @param seconds of each run, in their order; empty if it did not run
 * @param cpuSeconds of each run: what all threads of the process computed meanwhile. It tells engines apart even where
 *     others keep the processor busy
 * @param difference the largest difference of a value in {@code [-1, 1]} to this library's picture
 * @param note why it did not run, or empty
 */
public record LatencyResult(
        BenchmarkedModel network,
        int size,
        String engine,
        List<Double> seconds,
        List<Double> cpuSeconds,
        OptionalDouble difference,
        String note) {
    /** Times below so many times the least one are near it. */
    private static final double NEAR = 1.15;

    public LatencyResult {
        seconds = List.copyOf(seconds);
        cpuSeconds = List.copyOf(cpuSeconds);
    }

    static LatencyResult failed(BenchmarkedModel network, int size, String engine, String note) {
        return new LatencyResult(network, size, engine, List.of(), List.of(), OptionalDouble.empty(), note);
    }

    boolean isMeasured() {
        return !seconds.isEmpty();
    }

    public double median() {
        return Statistics.median(seconds);
    }

    /**
     * How many times as fast it was as another engine: by the fastest run of either, and by the least processor time.
     *
     * @return empty if not even a quarter of the runs of each came near its fastest: then that tells nothing
     */
    Optional<String> speedAgainst(LatencyResult other) {
        if (isNoisy() || other.isNoisy()) {
            return Optional.empty();
        }
        return Optional.of("%.2f× / %.2f×"
                .formatted(
                        Collections.min(other.seconds) / Collections.min(seconds),
                        Collections.min(other.cpuSeconds) / Collections.min(cpuSeconds)));
    }

    private boolean isNoisy() {
        return quantile(0.25) > NEAR * Collections.min(seconds);
    }

    double quantile(double share) {
        return Statistics.quantile(seconds, share);
    }
}
