package io.github.animegan.bench.report;

import io.github.animegan.bench.subject.BenchmarkedModel;

/**
 * What a fresh process took for its first picture.
 *
 * @param size the side of the square picture, in pixels
 * @param seconds from the start of a process to the picture, the median of several; NaN if there was none
 * @param leastSeconds the fastest of them
 * @param peakMebibytes the most memory that the process had, Java and native; NaN if unknown
 * @param note why it failed, or empty
 */
public record FirstPictureResult(
        BenchmarkedModel network,
        int size,
        String engine,
        double seconds,
        double leastSeconds,
        double peakMebibytes,
        String note) {
    static FirstPictureResult failed(BenchmarkedModel network, int size, String engine, String note) {
        return new FirstPictureResult(network, size, engine, Double.NaN, Double.NaN, Double.NaN, note);
    }

    boolean isMeasured() {
        return !Double.isNaN(seconds);
    }
}
