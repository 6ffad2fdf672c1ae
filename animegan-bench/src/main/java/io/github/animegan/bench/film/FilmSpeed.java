package io.github.animegan.bench.film;

import io.github.animegan.AnimeGan;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.video.FilmStylizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * How fast films are made, in frames a second.
 *
 * @param generator of the generator alone
 * @param film of a film that moves everywhere
 * @param stillFilm of a film of which four fifths stand still
 */
record FilmSpeed(String style, double generator, double film, double stillFilm) {
    /** How many frames the films have. */
    static final int FRAMES = 240;

    private static final double NANOS = 1e9;
    private static final int RUNS = 40;

    private static final String SIZE = FilmScene.WIDTH + ":" + FilmScene.HEIGHT;

    /** All of the frame moves. */
    private static final String PAN = "crop=" + SIZE + ":'mod(n,100)':60";

    /** A window of a fifth of the frame shows what moves. */
    private static final String WINDOW = "split[a][b];[a]crop=" + SIZE
            + ":0:60[still];[b]crop=256:180:'mod(n,100)':60[moving];[still][moving]overlay=192:96";

    /** Measures, with films in a folder of its own. */
    static FilmSpeed measure(String style, AnimeGan gan, Path photo, Path folder)
            throws IOException, InterruptedException {
        Path pan = make(photo, PAN, folder.resolve("pan.mp4"));
        Path window = make(photo, WINDOW, folder.resolve("window.mp4"));
        double generator = generator(gan);
        return new FilmSpeed(style, generator, film(gan, pan), film(gan, window));
    }

    private static double generator(AnimeGan gan) {
        Random random = new Random(1);
        Tensor input = Tensor.zeros(1, FilmScene.HEIGHT, FilmScene.WIDTH, 3);
        for (int i = 0; i < input.data().length; i++) {
            input.data()[i] = 2 * random.nextFloat() - 1;
        }
        for (int i = 0; i < RUNS / 4; i++) {
            gan.run(input);
        }
        long start = System.nanoTime();
        for (int i = 0; i < RUNS; i++) {
            gan.run(input);
        }
        return RUNS * NANOS / (System.nanoTime() - start);
    }

    private static double film(AnimeGan gan, Path film) throws IOException {
        Path target = film.resolveSibling("anime-" + film.getFileName());
        long start = System.nanoTime();
        FilmStylizer.of(gan).stylize(film, target);
        return FRAMES * NANOS / (System.nanoTime() - start);
    }

    private static Path make(Path photo, String filter, Path film) throws IOException, InterruptedException {
        List<String> command = List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-loop",
                "1",
                "-framerate",
                "25",
                "-i",
                photo.toString(),
                "-frames:v",
                Integer.toString(FRAMES),
                "-filter_complex",
                filter + ",format=yuv420p",
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-qp",
                "0",
                film.toString());
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("ffmpeg cannot make a film of " + photo);
        }
        return film;
    }
}
