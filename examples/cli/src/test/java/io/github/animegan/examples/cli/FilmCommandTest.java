package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with films; needs ffmpeg. */
class FilmCommandTest {
    @TempDir
    Path folder;

    private Path film;

    @BeforeEach
    void makeFilm() throws IOException, InterruptedException {
        film = folder.resolve("a film.mp4");
        tool(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=96x64:rate=10",
                "-f",
                "lavfi",
                "-i",
                "sine=440",
                "-t",
                "0.8",
                "-c:v",
                "libx264",
                "-c:a",
                "aac",
                film.toString());
    }

    private static String tool(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            return output;
        } catch (IOException e) {
            throw new AssertionError("this test needs the program " + command[0] + ": apt-get install ffmpeg", e);
        }
    }

    private static List<String> streams(Path film) throws InterruptedException {
        return tool(
                        "ffprobe",
                        "-v",
                        "error",
                        "-show_entries",
                        "stream=codec_name,width,nb_frames",
                        "-of",
                        "csv=p=0",
                        film.toString())
                .lines()
                .toList();
    }

    @Test
    void film_becomesAFilmBesideItWithItsSound() throws InterruptedException {
        Cli.run("--backend", "plain", film).isDone();

        assertThat(streams(folder.resolve("a film-anime.mp4")))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo("h264,96,8");
    }

    @Test
    void optionsOfFilms_doWhatTheySay() throws IOException, InterruptedException {
        Path out = folder.resolve("out.gif");
        Cli.run("--backend", "plain", film, "-o", out, "--from", "0.2", "--to", "0:00.6", "--compare", "--smooth", "0")
                .isDone();
        assertThat(streams(out)).singleElement().asString().startsWith("gif,192");

        Path frames = folder.resolve("frames");
        Cli.run("--backend", "plain", film, "-o", frames, "--frames", "--every", "4")
                .isDone();
        try (var files = Files.list(frames)) {
            assertThat(files).hasSize(2);
        }
        Cli.run(
                        "--backend",
                        "plain",
                        frames,
                        "--fps",
                        "5",
                        "-o",
                        folder.resolve("again.mp4"),
                        "--codec",
                        "mpeg4",
                        "--crf",
                        "4")
                .isDone();
        assertThat(streams(folder.resolve("again.mp4"))).containsExactly("mpeg4,96,2");
    }

    @Test
    void mistakes_areOneLineEach() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.mkv"));
        Cli.run("--backend", "plain", empty).failed(1, "empty.mkv|is empty (0 bytes)");
        Cli.run("--backend", "plain", film, "--ffmpeg", folder).failed(1, "a film.mp4|is missing|apt-get install");
        Cli.run(film, "--from", "soon").failed(2, "'soon' is no time such as 90");
        Cli.run(film, "--from", "3", "--to", "2").failed(2, "from 3.0 s to 2.0 s has no length");
        Cli.run(film, "--smooth", "1").failed(2, "from 0 to below 1");
        Cli.run(film, film.resolveSibling("b.mp4"), "-o", folder.resolve("one.mp4"))
                .failed(2, "one.mp4 is one file");
        Cli.run(folder.resolve("photo.jpg"), "--crf", "3").failed(2, "--crf is for films, and none was given");
        Cli.run(folder.resolve("photo.jpg"), "--crf", "3", "--fps", "5")
                .failed(2, "--crf, --fps are for films, and none was given");
    }

    @Test
    void filmsOfTheSameName_getFilesOfTheirOwn() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other")).resolve("A film.mp4");
        Files.copy(film, other);
        Path out = folder.resolve("out");
        Cli.run("--backend", "plain", film, other, "-o", out, "--every", "4").isDone();
        try (var files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a film-anime.mp4", "A film-anime-2.mp4");
        }
    }
}
