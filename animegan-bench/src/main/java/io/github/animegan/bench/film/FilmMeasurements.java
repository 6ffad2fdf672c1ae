package io.github.animegan.bench.film;

import io.github.animegan.AnimeGan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Collects what is measured of styles. */
public final class FilmMeasurements {
    private final List<Path> photos;
    private final boolean withSpeed;
    private final Path scratch;
    private final PrintWriter lines;
    private final List<Steadiness> results = new ArrayList<>();
    private final List<FilmSpeed> speeds = new ArrayList<>();
    private int folders;

    /**
     * Nothing yet.
     *
     * @param photos to make films of
     * @param scratch an empty folder for the films
     * @param lines takes results as they come
     */
    public FilmMeasurements(List<Path> photos, boolean withSpeed, Path scratch, PrintWriter lines) {
        this.photos = List.copyOf(photos);
        this.withSpeed = withSpeed;
        this.scratch = scratch;
        this.lines = lines;
    }

    /** Measures a style. */
    public void add(String style, AnimeGan gan) throws IOException, InterruptedException {
        for (Path photo : photos) {
            for (FilmScene scene : FilmScene.values()) {
                Steadiness result = Steadiness.measure(style, gan, photo, scene, newFolder());
                results.add(result);
                lines.printf(
                        "%s, %s, %s: %.2f of the flicker left, worst frame %.1f dB%n",
                        style, photo.getFileName(), scene.title(), result.ratio(), result.worstPsnr());
                lines.flush();
            }
        }
        if (withSpeed) {
            FilmSpeed speed = FilmSpeed.measure(style, gan, photos.get(0), newFolder());
            speeds.add(speed);
            lines.println(speed);
            lines.flush();
        }
    }

    private Path newFolder() throws IOException {
        folders++;
        return Files.createDirectory(scratch.resolve(Integer.toString(folders)));
    }

    /** Writes the report. */
    public void write(Path folder) throws IOException {
        new FilmReport(results, speeds).write(folder);
    }
}
