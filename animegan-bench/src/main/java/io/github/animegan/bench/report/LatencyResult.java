package io.github.animegan.bench.report;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.util.List;
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

    double quantile(double share) {
        return Statistics.quantile(seconds, share);
    }
}
