package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.CancellationToken;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.console.ProgressDisplay;
import io.github.animegan.video.FilmListener;
import io.github.animegan.video.FilmOptions;
import io.github.animegan.video.FilmProgress;
import io.github.animegan.video.FilmResult;
import io.github.animegan.video.FilmStylizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a film's file to its result's, with a bar on a terminal and a line for what its owner should know. */
final class FilmTask {
    private static final Logger LOG = LoggerFactory.getLogger(FilmTask.class);
    private static final double NANOS_PER_SECOND = 1e9;

    private final AnimeGan gan;
    private final FilmOptions options;
    private final PrintWriter out;
    private final boolean verbose;

    FilmTask(AnimeGan gan, FilmOptions options, PrintWriter out, boolean verbose) {
        this.gan = gan;
        this.options = options;
        this.out = out;
        this.verbose = verbose;
    }

    /** Makes a film; an exception's message is a line about it. */
    void run(Path film, Path target) throws IOException {
        long start = System.nanoTime();
        Path folder = target.toAbsolutePath().getParent();
        try (Display display = new Display(film)) {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FilmResult result =
                    FilmStylizer.of(gan).with(options).stylize(film, target, display, new CancellationToken());
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            LOG.info(
                    "{} -> {}, {} frames, {} a second, {} % drawn, {} cuts, {}",
                    film,
                    target,
                    result.frames(),
                    String.format(Locale.ROOT, "%.1f", (result.frames() - result.resumed()) / seconds),
                    Math.round(100 * result.drawnShare()),
                    result.cuts(),
                    result.encoder());
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            throw Failures.of(film, e);
        }
    }

    /** A bar with rate and time left on a terminal; without one, or where lines are wanted, a line now and then. */
    private final class Display implements FilmListener, AutoCloseable {
        private static final long LINE_NANOS = 5_000_000_000L;

        private final Path film;
        private @Nullable ProgressBar bar;
        private long lastLine = System.nanoTime();

        Display(Path film) {
            this.film = film;
        }

        @Override
        public void progress(FilmProgress progress) {
            if (ProgressDisplay.isTerminal() && !verbose) {
                bar(progress).stepTo(progress.frames());
            } else if (System.nanoTime() - lastLine > LINE_NANOS) {
                lastLine = System.nanoTime();
                LOG.info(
                        "{}: {} of {} frames, {} a second, {} s left",
                        film,
                        progress.frames(),
                        progress.total(),
                        String.format(Locale.ROOT, "%.1f", progress.framesPerSecond()),
                        Math.round(progress.secondsLeft().orElse(0)));
            }
        }

        private ProgressBar bar(FilmProgress progress) {
            ProgressBar shown = bar;
            if (shown == null) {
                shown = ProgressDisplay.bar(Failures.oneLine(String.valueOf(film.getFileName())))
                        .setInitialMax(progress.total())
                        .setUnit(" frames", 1)
                        .showSpeed()
                        .build();
                bar = shown;
            }
            shown.maxHint(progress.total());
            return shown;
        }

        @Override
        public void note(String line) {
            out.println(Failures.oneLine(film + ": " + line));
            out.flush();
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
