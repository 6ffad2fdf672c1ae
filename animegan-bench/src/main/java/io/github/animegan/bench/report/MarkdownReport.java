package io.github.animegan.bench.report;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as Markdown: for each network, tables of engines by picture sizes. */
final class MarkdownReport {
    private static final String NOTHING = "–";
    private static final String NOISY = "noisy";
    /** The engine that the others are compared with. */
    private static final String YARDSTICK = "onnxruntime";

    private final ReportData data;
    private final StringBuilder text = new StringBuilder();

    MarkdownReport(ReportData data) {
        this.data = data;
    }

    @Override
    public String toString() {
        text.setLength(0);
        head();
        for (BenchmarkedModel network : BenchmarkedModel.values()) {
            if (Stream.concat(
                            data.latencies().stream().map(LatencyResult::network),
                            data.firstPictures().stream().map(FirstPictureResult::network))
                    .anyMatch(network::equals)) {
                network(network);
            }
        }
        failures();
        return text.toString();
    }

    private void head() {
        line("# Engines compared over picture sizes");
        line("");
        data.machine().lines().forEach(line -> line("- " + line));
        line("- Date: "
                + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC)
                        .format(data.date()));
        line("- Threads: " + data.threads() + " for every engine");
        data.engines().forEach((name, version) -> line("- `" + name + "`: " + version));
        data.notes().forEach(note -> line("- " + note));
        line("");
        line("Time is the median of " + data.runs() + " runs after warm-up, all engines in one process taking turns"
                + " (A B C A B C ...); ± is half the distance between the quartiles. What is timed goes from a float array"
                + " in the engine's own layout to another; files, resizing and the change of layout are outside."
                + " *Difference* is the largest one to the picture of this library's first backend, where values go from"
                + " -1 to 1. *Speed* is left out as *noisy* where fewer than a quarter of an engine's runs came near its"
                + " fastest one. *First picture* and *memory* are those of fresh processes that log nothing, the engines"
                + " taking turns, from their start to the first picture, and the most memory they had, Java and native"
                + " (`VmHWM`).");
    }

    private void network(BenchmarkedModel network) {
        List<LatencyResult> latencies = data.latencies().stream()
                .filter(result -> result.network() == network)
                .toList();
        List<FirstPictureResult> firsts = data.firstPictures().stream()
                .filter(result -> result.network() == network)
                .toList();
        line("");
        line("## " + network.title());
        if (!latencies.isEmpty()) {
            latencies(network, latencies);
        }
        if (!firsts.isEmpty()) {
            firstPictures(network, firsts);
        }
    }

    private void latencies(BenchmarkedModel network, List<LatencyResult> latencies) {
        List<Integer> sizes =
                latencies.stream().map(LatencyResult::size).distinct().sorted().toList();
        chart("latency", network, latencies.stream().anyMatch(LatencyResult::isMeasured));
        table(
                "Time of a picture, seconds",
                sizes,
                (engine, size) -> find(latencies, engine, size)
                        .map(result -> "%.3f ± %.3f"
                                .formatted(result.median(), (result.quantile(0.75) - result.quantile(0.25)) / 2)));
        table(
                "Speed against ONNX Runtime: by the fastest run / by processor time",
                sizes,
                (engine, size) -> find(latencies, YARDSTICK, size)
                        .flatMap(yardstick -> find(latencies, engine, size)
                                .map(result -> result.speedAgainst(yardstick).orElse(NOISY))));
        table(
                "Processor time of all threads, seconds",
                sizes,
                (engine, size) -> find(latencies, engine, size)
                        .map(result -> "%.3f".formatted(Statistics.median(result.cpuSeconds()))));
        table(
                "Difference",
                sizes,
                (engine, size) -> find(latencies, engine, size)
                        .filter(result -> result.difference().isPresent())
                        .map(result -> "%.1e".formatted(result.difference().getAsDouble())));
    }

    private void firstPictures(BenchmarkedModel network, List<FirstPictureResult> firsts) {
        List<Integer> sizes = firsts.stream()
                .map(FirstPictureResult::size)
                .distinct()
                .sorted()
                .toList();
        chart("memory", network, firsts.stream().anyMatch(result -> !Double.isNaN(result.peakMebibytes())));
        table(
                "Peak memory of the process, MiB",
                sizes,
                (engine, size) -> findFirst(firsts, engine, size)
                        .filter(result -> !Double.isNaN(result.peakMebibytes()))
                        .map(result -> "%.0f".formatted(result.peakMebibytes())));
        table(
                "First picture after process start, seconds: median (fastest)",
                sizes,
                (engine, size) -> findFirst(firsts, engine, size)
                        .map(result -> "%.2f (%.2f)".formatted(result.seconds(), result.leastSeconds())));
    }

    /** What a table has in a place. */
    private interface Cell {
        Optional<String> of(String engine, int size);
    }

    private void table(String title, List<Integer> sizes, Cell cell) {
        line("");
        line("| " + title + " | " + join(sizes, size -> size + "²") + " |");
        line("|---|" + "---:|".repeat(sizes.size()));
        for (String engine : data.engines().keySet()) {
            line("| " + engine + " | "
                    + join(sizes, size -> cell.of(engine, size).orElse(NOTHING)) + " |");
        }
    }

    private static String join(List<Integer> sizes, Function<Integer, String> cell) {
        return sizes.stream().map(cell).collect(Collectors.joining(" | "));
    }

    private static Optional<LatencyResult> find(List<LatencyResult> results, String engine, int size) {
        return results.stream()
                .filter(result -> result.engine().equals(engine) && result.size() == size && result.isMeasured())
                .findFirst();
    }

    private static Optional<FirstPictureResult> findFirst(List<FirstPictureResult> results, String engine, int size) {
        return results.stream()
                .filter(result -> result.engine().equals(engine) && result.size() == size && result.isMeasured())
                .findFirst();
    }

    private void chart(String kind, BenchmarkedModel network, boolean exists) {
        if (exists) {
            line("");
            line("![%s](%s-%s.svg)".formatted(kind, kind, network.id()));
        }
    }

    private void failures() {
        Map<String, List<String>> placesByFailure = new LinkedHashMap<>();
        for (LatencyResult result : data.latencies()) {
            String place = result.network().title() + " " + result.size() + "²";
            addFailure(placesByFailure, result.engine(), result.note(), place);
        }
        for (FirstPictureResult result : data.firstPictures()) {
            String place = result.network().title() + " " + result.size() + "² (fresh process)";
            addFailure(placesByFailure, result.engine(), result.note(), place);
        }
        if (!placesByFailure.isEmpty()) {
            line("");
            line("## What did not run");
            line("");
            placesByFailure.forEach((failure, places) -> line("- " + failure + " – " + String.join(", ", places)));
        }
    }

    private static void addFailure(Map<String, List<String>> failures, String engine, String note, String place) {
        if (!note.isEmpty()) {
            failures.computeIfAbsent("`" + engine + "`: " + note, unused -> new ArrayList<>())
                    .add(place);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
