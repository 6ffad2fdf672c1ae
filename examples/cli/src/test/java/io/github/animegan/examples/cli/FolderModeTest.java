package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders as a whole: their structure, what is skipped, what is told. */
class FolderModeTest {
    @TempDir
    private Path folder = Path.of("");

    private Path photos = Path.of("");
    private Path out = Path.of("");
    private Path weights = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        photos = Files.createDirectories(folder.resolve("photos"));
        out = folder.resolve("out");
        Files.createDirectories(photos.resolve("sea/evening"));
        Files.createDirectories(photos.resolve(".hidden"));
        for (String name : List.of("a.png", "sea/b.png", "sea/evening/a.png", ".hidden/c.png")) {
            age(TestPhotos.png(photos.resolve(name), 20, 16));
        }
    }

    private static void age(Path photo) throws IOException {
        Files.setLastModifiedTime(photo, FileTime.fromMillis(System.currentTimeMillis() - 60_000));
    }

    private Cli.Result run(Object... arguments) {
        return Cli.run(
                Stream.concat(Stream.of(photos, "-o", out, "-w", weights, "--backend", "plain"), Stream.of(arguments))
                        .toArray());
    }

    @Test
    void structureIsKeptAndASummaryPrinted() throws IOException {
        assertThat(run("--jobs", 3).isDone().out().lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("DONE  SKIPPED  FAILED  SECONDS PER IMAGE");
        assertThat(files(out)).containsExactly("a-anime.png", "sea/b-anime.png", "sea/evening/a-anime.png");
    }

    @Test
    void whatIsDoneIsSkippedUnlessThePhotoIsNewerOrOverwritingIsWanted() throws IOException {
        assertSummary(run(), "3     0        0       \\d+\\.\\d\\d");
        FileTime first = Files.getLastModifiedTime(out.resolve("a-anime.png"));
        assertSummary(run(), "0     3        0       -");
        assertThat(Files.getLastModifiedTime(out.resolve("a-anime.png"))).isEqualTo(first);

        Files.setLastModifiedTime(photos.resolve("a.png"), FileTime.fromMillis(first.toMillis() + 10_000));
        Files.delete(out.resolve("sea/b-anime.png"));
        assertSummary(run(), "2     1        0       \\d+\\.\\d\\d");
        assertSummary(run("--overwrite"), "3     0        0       \\d+\\.\\d\\d");
    }

    @Test
    void resultsBesideThePhotosAreNoPhotos() throws IOException {
        assertThat(Cli.run(photos, "-w", weights, "--backend", "plain").isDone().exitCode())
                .isZero();
        assertSummary(Cli.run(photos, "-w", weights, "--backend", "plain").isDone(), "0     3        0       -");
    }

    @Test
    void failuresAreToldInThePhotosOrderHoweverManyAtATime() throws IOException {
        for (int i = 0; i < 6; i++) {
            Files.writeString(photos.resolve("broken" + i + ".png"), "no picture");
        }
        Cli.Result result = run("--jobs", 4);

        result.failed(1, "broken0", "broken1", "broken2", "broken3", "broken4", "broken5");
        assertThat(result.out()).containsPattern("3     0        6       \\d+\\.\\d\\d\\R");
        assertThat(files(out)).hasSize(3);
    }

    @Test
    void linkToAFolderAboveIsWalkedOnce() throws IOException {
        Files.createSymbolicLink(photos.resolve("sea/up"), photos);
        assertSummary(run().isDone(), "3     0        0       \\d+\\.\\d\\d");
    }

    private static void assertSummary(Cli.Result result, String row) {
        assertThat(result.out().lines().toList()).last().asString().matches(row);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
