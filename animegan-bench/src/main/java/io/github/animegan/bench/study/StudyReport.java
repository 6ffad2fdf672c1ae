package io.github.animegan.bench.study;

import io.github.animegan.bench.report.Csv;
import io.github.animegan.bench.report.LineChart;
import io.github.animegan.bench.report.Machine;
import io.github.animegan.bench.report.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The study as {@code study.md}, {@code study.csv} and three charts. */
public final class StudyReport {
    private static final String OURS = "this library";
    private static final String FACES = "this library, faces";
    private static final String ARTICLES = "the articles";
    private static final List<String> LINES = List.of(OURS, FACES, ARTICLES);
    private static final String AXIS = "Longer side that the generator sees (pixels)";
    private static final String NOTHING = "–";

    private static final String INTRODUCTION = """
            Each photo is scaled so that its longer side has the given number of pixels (photos smaller than that are enlarged),
            stylised, and scaled back to its own size; SSIM and the correlation of Sobel gradients compare the result with the
            photo. Time goes from the decoded photo to the result, scaling included. Numbers of every photo are in
            [study.csv](study.csv).""";

    /** What the articles report, by size: similarity and seconds. */
    private static final SortedMap<Integer, double[]> ARTICLE_FIGURES = new TreeMap<>(Map.of(
            256, new double[] {0.68, 1.1},
            512, new double[] {0.82, 1.8},
            720, new double[] {0.81, 2.5},
            1080, new double[] {0.76, 4.3}));

    private final List<StudiedPhoto> results;
    private final SortedMap<Integer, Double> peakMebibytes;
    private final List<String> notes;
    private final List<Integer> sizes;

    /**
     * What is to be written.
     *
     * @param peakMebibytes by size, of a fresh process with a square picture; may be empty
     * @param notes sentences about how it was measured
     */
    public StudyReport(List<StudiedPhoto> results, SortedMap<Integer, Double> peakMebibytes, List<String> notes) {
        this.results = List.copyOf(results);
        this.peakMebibytes = new TreeMap<>(peakMebibytes);
        this.notes = List.copyOf(notes);
        this.sizes =
                results.stream().map(StudiedPhoto::size).distinct().sorted().toList();
    }

    /** Writes everything, replacing what an earlier study left. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("study.csv"), csv());
        Files.writeString(folder.resolve("study.md"), markdown());
        LineChart ssim = new LineChart(
                "Similarity to the photo (SSIM)", AXIS, "SSIM, mean over photos", LineChart.Scale.LINEAR, LINES);
        LineChart latency = new LineChart(
                "Time of a photo (lower is better)", AXIS, "Seconds (median)", LineChart.Scale.LINEAR, LINES);
        LineChart memory = new LineChart(
                "Peak memory of the process (square picture)", AXIS, "MiB", LineChart.Scale.LINEAR, LINES);
        for (int size : sizes) {
            ssim.add(OURS, size, mean(size, StudiedPhoto::ssim));
            if (hasFaces()) {
                ssim.add(FACES, size, meanOfFaces(size));
            }
            latency.add(OURS, size, medianSeconds(size));
        }
        ARTICLE_FIGURES.forEach((size, figures) -> {
            ssim.add(ARTICLES, size, figures[0]);
            latency.add(ARTICLES, size, figures[1]);
        });
        peakMebibytes.forEach((size, mebibytes) -> memory.add(OURS, size, mebibytes));
        ssim.write(folder, "study-ssim");
        latency.write(folder, "study-latency");
        memory.write(folder, "study-memory");
    }

    String csv() {
        Csv csv = new Csv("photo", "size", "seconds", "ssim", "face_ssim", "edges");
        for (StudiedPhoto result : results) {
            csv.row(
                    result.photo(),
                    result.size(),
                    result.seconds(),
                    result.ssim(),
                    result.faceSsim().orElse(Double.NaN),
                    result.edges());
        }
        return csv.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# What the working size does\n\n");
        Machine.here().lines().forEach(line -> text.append("- ").append(line).append('\n'));
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        text.append('\n').append(INTRODUCTION).append("\n\n");
        text.append("| | ").append(cells(size -> size.toString())).append(" |\n");
        text.append("|---|").append("---:|".repeat(sizes.size())).append('\n');
        row(text, "SSIM to the photo, mean", size -> decimals(mean(size, StudiedPhoto::ssim)));
        if (hasFaces()) {
            row(text, "the same, faces only", size -> decimals(meanOfFaces(size)));
        }
        row(text, "SSIM, the articles", size -> ofArticles(size, 0));
        row(text, "edges kept, mean", size -> decimals(mean(size, StudiedPhoto::edges)));
        row(text, "seconds, median", size -> decimals(medianSeconds(size)));
        row(text, "seconds, the articles", size -> ofArticles(size, 1));
        row(text, "peak memory of a fresh process, square picture, MiB", size -> {
            Double mebibytes = peakMebibytes.get(size);
            return mebibytes == null ? NOTHING : "%.0f".formatted(mebibytes);
        });
        text.append("\n![similarity](study-ssim.svg)\n\n![time](study-latency.svg)\n");
        if (!peakMebibytes.isEmpty()) {
            text.append("\n![memory](study-memory.svg)\n");
        }
        return text.append(differences()).toString();
    }

    private String differences() {
        int best = sizes.stream()
                .max(Comparator.comparingDouble(size -> mean(size, StudiedPhoto::ssim)))
                .orElseThrow();
        int smallest = sizes.get(0);
        int largest = sizes.get(sizes.size() - 1);
        double growth = medianSeconds(largest) / medianSeconds(smallest);
        double pixels = Math.pow((double) largest / smallest, 2);
        return """

                ## What differs from the articles

                The articles do not say of which photos, weights, machine and definition of SSIM their figures are (.68, .82, .81, \
                .76 and 1.1, 1.8, 2.5, 4.3 s), so the two are set side by side, not compared. Theirs are best at 512; ours are \
                best at %d. Here the reference is the photo itself at its own size, and SSIM rewards what is *not* stylised: a \
                small working size loses twice, by the style and by scaling down and up again, while in a photo that was enlarged \
                the generator redraws only the finest strokes, and less of the style is left. So a high figure says that the \
                photo is well kept, not that the picture is good. From %d to %d our time grows %.1f-fold for %.1f times the \
                pixels; the articles' grows 3.9-fold from 256 to 1080, which a large constant part would explain.
                """.formatted(best, smallest, largest, growth, pixels);
    }

    private void row(StringBuilder text, String title, Function<Integer, String> cell) {
        text.append("| ").append(title).append(" | ").append(cells(cell)).append(" |\n");
    }

    private String cells(Function<Integer, String> cell) {
        return sizes.stream().map(cell).collect(Collectors.joining(" | "));
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String ofArticles(int size, int figure) {
        double[] figures = ARTICLE_FIGURES.get(size);
        return figures == null ? NOTHING : Double.toString(figures[figure]);
    }

    private boolean hasFaces() {
        return results.stream().anyMatch(result -> result.faceSsim().isPresent());
    }

    private double mean(int size, ToDoubleFunction<StudiedPhoto> value) {
        return results.stream()
                .filter(result -> result.size() == size)
                .mapToDouble(value)
                .average()
                .orElseThrow();
    }

    private double meanOfFaces(int size) {
        return results.stream()
                .filter(result -> result.size() == size && result.faceSsim().isPresent())
                .mapToDouble(result -> result.faceSsim().getAsDouble())
                .average()
                .orElse(Double.NaN);
    }

    private double medianSeconds(int size) {
        return Statistics.median(results.stream()
                .filter(result -> result.size() == size)
                .map(StudiedPhoto::seconds)
                .toList());
    }
}
