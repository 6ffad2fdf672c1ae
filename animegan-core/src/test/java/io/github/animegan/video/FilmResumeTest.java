package io.github.animegan.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.CancellationToken;
import io.github.animegan.ForkedJvm;
import io.github.animegan.ForkedJvm.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that were ended in the middle, and those that go on after them. */
class FilmResumeTest {
    private static final int FRAMES = 120;
    private static final FilmOptions OPTIONS = FilmOptions.defaults().pieceFrames(8);

    @TempDir
    Path folder;

    private Path film(int frames) {
        return TestFilms.make(
                folder.resolve("film.mp4"),
                "-f lavfi -i " + TestFilms.counter("25") + " -frames:v " + frames
                        + " -c:v libx264 -preset ultrafast -qp 10");
    }

    @Test
    void cancelledRun_isGoneOnWithToTheSameFilm() throws IOException {
        Path film = film(FRAMES);
        Path target = folder.resolve("anime.mp4");
        Path inOneGo = folder.resolve("whole.mp4");
        CancellationToken token = new CancellationToken();
        FilmStylizer stylizer = FilmStylizer.of(new PlainStyle()).with(OPTIONS);

        assertThatThrownBy(() -> stylizer.stylize(
                        film,
                        target,
                        progress -> {
                            if (progress.frames() == 70) {
                                token.cancel();
                            }
                        },
                        token))
                .isInstanceOf(CancellationException.class);
        assertThat(target).doesNotExist();
        FilmResult result = stylizer.stylize(film, target);
        stylizer.stylize(film, inOneGo);

        assertThat(result.frames()).isEqualTo(FRAMES);
        assertThat(result.resumed()).isBetween(40L, 70L);
        assertThat(TestFilms.numbers(target))
                .isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
        assertThat(TestFilms.times(target)).isEqualTo(TestFilms.times(film));
        assertThat(Files.readAllBytes(target)).as("the film to the byte").isEqualTo(Files.readAllBytes(inOneGo));
        assertThat(TestFilms.files(folder)).containsExactly("anime.mp4", "film.mp4", "whole.mp4");
    }

    @Test
    void otherOptions_beginAgain() throws IOException {
        Path film = film(40);
        Path target = folder.resolve("anime.mp4");
        CancellationToken token = new CancellationToken();
        assertThatThrownBy(() -> FilmStylizer.of(new PlainStyle())
                        .with(OPTIONS)
                        .stylize(film, target, progress -> token.cancel(), token))
                .isInstanceOf(CancellationException.class);

        FilmResult result =
                FilmStylizer.of(new PlainStyle()).with(OPTIONS.crf(30)).stylize(film, target);

        assertThat(result.resumed()).isZero();
        assertThat(TestFilms.numbers(target)).hasSize(40);
    }

    @Test
    void killedRuns_areGoneOnWithUntilTheFilmIsWhole() throws IOException, InterruptedException {
        Path film = film(FRAMES);
        Path target = folder.resolve("anime.mp4");
        Random random = new Random(14);
        int kills = 0;
        while (!Files.exists(target)) {
            Running run = ForkedJvm.start(KilledFilm.class, "-Dfilm=" + film, "-Dtarget=" + target);
            if (kills < 2) {
                awaitPieces(target, kills + 1, run.process());
                Thread.sleep(random.nextInt(250));
                run.kill();
                kills++;
            } else {
                assertThat(run.get()).startsWith("done");
            }
        }

        assertThat(kills).isEqualTo(2);
        assertThat(TestFilms.numbers(target))
                .isEqualTo(IntStream.range(0, FRAMES).boxed().toList());
        assertThat(TestFilms.files(folder)).isEqualTo(List.of("anime.mp4", "film.mp4"));
    }

    /** Waits until a run has finished so many pieces more than nothing. */
    private static void awaitPieces(Path target, int pieces, Process process) throws IOException, InterruptedException {
        Path work = target.resolveSibling("." + target.getFileName() + ".animegan-film");
        while (process.isAlive() && countPieces(work) < pieces) {
            Thread.sleep(20);
        }
    }

    private static long countPieces(Path work) throws IOException {
        return Files.isDirectory(work)
                ? TestFilms.files(work).stream()
                        .filter(name -> name.endsWith(".piece"))
                        .count()
                : 0;
    }

    /** The other JVM. */
    static final class KilledFilm {
        private KilledFilm() {}

        public static void main(String[] args) throws IOException {
            FilmResult result = FilmStylizer.of(new PlainStyle(10))
                    .with(OPTIONS)
                    .stylize(Path.of(System.getProperty("film")), Path.of(System.getProperty("target")));
            ForkedJvm.answer("done " + result);
        }
    }
}
