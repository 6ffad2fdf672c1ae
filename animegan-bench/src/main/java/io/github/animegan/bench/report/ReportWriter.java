package io.github.animegan.bench.report;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Writes a report into a folder: {@code report.md}, CSV files of all numbers, and a chart for each network. */
public final class ReportWriter {
    private static final String AXIS = "Side of the square picture (pixels)";

    private final Path folder;

    public ReportWriter(Path folder) {
        this.folder = folder;
    }

    /** Writes everything, replacing what an earlier report left. */
    public void write(ReportData data) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("latency.csv"), latencies(data));
        Files.writeString(folder.resolve("runs.csv"), runs(data));
        Files.writeString(folder.resolve("first-picture.csv"), firstPictures(data));
        Files.writeString(folder.resolve("report.md"), new MarkdownReport(data).toString());
        charts(data);
    }

    static String latencies(ReportData data) {
        Csv csv = new Csv(
                "network",
                "size",
                "engine",
                "runs",
                "median_s",
                "min_s",
                "q1_s",
                "q3_s",
                "max_s",
                "median_cpu_s",
                "max_abs",
                "note");
        for (LatencyResult result : data.latencies()) {
            ToDoubleFunction<Double> quantile = share -> result.isMeasured() ? result.quantile(share) : Double.NaN;
            csv.row(
                    result.network().id(),
                    result.size(),
                    result.engine(),
                    result.seconds().size(),
                    quantile.applyAsDouble(0.5),
                    quantile.applyAsDouble(0.0),
                    quantile.applyAsDouble(0.25),
                    quantile.applyAsDouble(0.75),
                    quantile.applyAsDouble(1.0),
                    result.isMeasured() ? Statistics.median(result.cpuSeconds()) : Double.NaN,
                    result.difference().orElse(Double.NaN),
                    result.note());
        }
        return csv.toString();
    }

    static String runs(ReportData data) {
        Csv csv = new Csv("network", "size", "engine", "round", "seconds", "cpu_seconds");
        for (LatencyResult result : data.latencies()) {
            for (int round = 0; round < result.seconds().size(); round++) {
                csv.row(
                        result.network().id(),
                        result.size(),
                        result.engine(),
                        round + 1,
                        result.seconds().get(round),
                        result.cpuSeconds().get(round));
            }
        }
        return csv.toString();
    }

    static String firstPictures(ReportData data) {
        Csv csv = new Csv("network", "size", "engine", "peak_mib", "first_picture_s", "first_picture_min_s", "note");
        for (FirstPictureResult result : data.firstPictures()) {
            csv.row(
                    result.network().id(),
                    result.size(),
                    result.engine(),
                    result.peakMebibytes(),
                    result.seconds(),
                    result.leastSeconds(),
                    result.note());
        }
        return csv.toString();
    }

    private void charts(ReportData data) throws IOException {
        for (BenchmarkedModel network : BenchmarkedModel.values()) {
            LineChart latency = new LineChart(
                    network.title() + ": time of one picture (" + data.threads() + " threads, lower is better)",
                    AXIS,
                    "Seconds (median, logarithmic)",
                    LineChart.Scale.LOGARITHMIC,
                    List.copyOf(data.engines().keySet()));
            data.latencies().stream()
                    .filter(result -> result.network() == network && result.isMeasured())
                    .forEach(result -> latency.add(result.engine(), result.size(), result.median()));
            latency.write(folder, "latency-" + network.id());
            LineChart memory = new LineChart(
                    network.title() + ": peak memory of the whole process (lower is better)",
                    AXIS,
                    "MiB",
                    LineChart.Scale.LINEAR,
                    List.copyOf(data.engines().keySet()));
            data.firstPictures().stream()
                    .filter(result -> result.network() == network && !Double.isNaN(result.peakMebibytes()))
                    .forEach(result -> memory.add(result.engine(), result.size(), result.peakMebibytes()));
            memory.write(folder, "memory-" + network.id());
        }
    }
}
