package io.github.animegan.bench.film;

import io.github.animegan.bench.report.Csv;
import io.github.animegan.bench.report.LineChart;
import io.github.animegan.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report on films as {@code films.md}, {@code films.csv} and a chart for each scene. */
public final class FilmReport {
    private static final String INTRODUCTION = """
            Each photo is filmed in three ways, %d frames of %dx%d, and each frame is drawn twice: as a photo, and in the film. Flicker is the
            mean change of the drawn brightness from frame to frame, in levels of 255, where the filmed brightness does not change;
            of the pan, along the motion. The means leave out the first three frames, in which a film settles. PSNR compares the
            film's frames with those drawn as photos: the smaller, the more was smoothed. Numbers of every frame are in
            [films.csv](films.csv).""";

    private final List<Steadiness> results;
    private final List<FilmSpeed> speeds;

    FilmReport(List<Steadiness> results, List<FilmSpeed> speeds) {
        this.results = List.copyOf(results);
        this.speeds = List.copyOf(speeds);
    }

    /** Writes everything, replacing what an earlier report left. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("films.csv"), csv());
        Files.writeString(folder.resolve("films.md"), markdown());
        String photo = results.get(0).photo();
        for (FilmScene scene : FilmScene.values()) {
            List<Steadiness> shown = results.stream()
                    .filter(result -> result.scene() == scene && result.photo().equals(photo))
                    .toList();
            List<String> lines = new ArrayList<>();
            shown.forEach(result -> {
                lines.add(result.style() + ", as drawn");
                lines.add(result.style() + ", film");
            });
            LineChart chart = new LineChart(
                    "Flicker: " + scene.title() + " (" + photo + ", lower is better)",
                    "Frame",
                    "Levels of 255",
                    LineChart.Scale.LINEAR,
                    lines);
            chart.putLegendBelow();
            for (Steadiness result : shown) {
                for (int i = 0; i < result.made().size(); i++) {
                    chart.add(
                            result.style() + ", as drawn",
                            i + 1,
                            result.asDrawn().get(i));
                    chart.add(result.style() + ", film", i + 1, result.made().get(i));
                }
            }
            chart.write(folder, chart(scene));
        }
    }

    private static String chart(FilmScene scene) {
        return "films-" + scene.name().toLowerCase(Locale.ROOT);
    }

    String csv() {
        Csv csv = new Csv("style", "photo", "scene", "frame", "flicker_as_drawn", "flicker_film", "psnr");
        for (Steadiness result : results) {
            for (int i = 0; i < result.made().size(); i++) {
                csv.row(
                        result.style(),
                        result.photo(),
                        result.scene().name().toLowerCase(Locale.ROOT),
                        i + 1,
                        result.asDrawn().get(i),
                        result.made().get(i),
                        result.psnr().get(i));
            }
        }
        return csv.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# How steady films are\n\n");
        Machine.here().lines().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append('\n')
                .append(INTRODUCTION.formatted(FilmScene.FRAMES, FilmScene.WIDTH, FilmScene.HEIGHT))
                .append("\n\n| style | photo | scene | as drawn | film | left of it | PSNR, worst frame |\n")
                .append("|---|---|---|---:|---:|---:|---:|\n");
        for (Steadiness result : results) {
            text.append("| %s | %s | %s | %.3f | %.3f | %.2f | %.1f dB |%n"
                    .formatted(
                            result.style(),
                            result.photo(),
                            result.scene().title(),
                            Steadiness.mean(result.asDrawn()),
                            Steadiness.mean(result.made()),
                            result.ratio(),
                            result.worstPsnr()));
        }
        for (FilmScene scene : FilmScene.values()) {
            text.append("\n![%s](%s.svg)\n".formatted(scene.title(), chart(scene)));
        }
        if (!speeds.isEmpty()) {
            text.append("""

                    ## Speed

                    Films of %d frames of %dx%d, from file to file with FFmpeg's decoding and encoding, against the generator alone on one frame again and
                    again. In the last column all but a fifth of each frame stands still.

                    | style | generator alone | film | ratio | film, 80 %% still |
                    |---|---:|---:|---:|---:|
                    """.formatted(FilmSpeed.FRAMES, FilmScene.WIDTH, FilmScene.HEIGHT));
            for (FilmSpeed speed : speeds) {
                text.append("| %s | %.1f/s | %.1f/s | %.2f | %.1f/s |%n"
                        .formatted(
                                speed.style(),
                                speed.generator(),
                                speed.film(),
                                speed.film() / speed.generator(),
                                speed.stillFilm()));
            }
        }
        return text.toString();
    }
}
