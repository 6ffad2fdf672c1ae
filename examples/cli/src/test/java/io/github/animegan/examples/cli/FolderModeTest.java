package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.examples.cli.file.RunJournal;
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
        return Cli.stylize(
                weights,
                Stream.concat(Stream.of(photos, "-o", out), Stream.of(arguments))
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
    void picturesMadeWithOtherOptionsAreMadeAgain() throws IOException {
        run("--strength", 0).isDone();
        byte[] photo = Files.readAllBytes(out.resolve("a-anime.png"));
        assertSummary(run("--jobs", 2, "--max-pixels", 1000), "3     0        0       \\d+\\.\\d\\d");
        byte[] anime = Files.readAllBytes(out.resolve("a-anime.png"));
        assertThat(anime).isNotEqualTo(photo);
        assertSummary(run("--strength", 1), "0     3        0       -");

        TinyWeights.write(weights, TinyWeights.animeGanV2());
        assertSummary(run(), "3     0        0       \\d+\\.\\d\\d");
        assertThat(Files.readAllBytes(out.resolve("a-anime.png"))).isNotEqualTo(anime);
    }

    @Test
    void aPhotoAddedLaterTakesNoOthersName() throws IOException {
        run().isDone();
        byte[] first = Files.readAllBytes(out.resolve("a-anime.png"));
        age(TestPhotos.jpeg(photos.resolve("a.jpg"), 33, 16)); // Comes before a.png, and is older than its picture.

        assertSummary(run(), "1     3        0       \\d+\\.\\d\\d");
        assertThat(Files.readAllBytes(out.resolve("a-anime.png"))).isEqualTo(first);
        assertThat(TestPhotos.read(out.resolve("a-anime-2.png")).getWidth()).isEqualTo(33);
        assertSummary(run(), "0     4        0       -");
    }

    @Test
    void foldersGatheredOneAfterAnotherKeepAllPictures() throws IOException {
        run().isDone();
        Path trip = Files.createDirectories(folder.resolve("trip"));
        age(TestPhotos.png(trip.resolve("a.png"), 34, 16));

        assertSummary(Cli.stylize(weights, trip, "-o", out), "1     0        0       \\d+\\.\\d\\d");
        assertThat(TestPhotos.read(out.resolve("a-anime.png")).getWidth()).isEqualTo(20);
        assertThat(TestPhotos.read(out.resolve("a-anime-2.png")).getWidth()).isEqualTo(34);
        assertSummary(Cli.stylize(weights, trip, "-o", out), "0     1        0       -");
        assertSummary(run(), "0     3        0       -");
    }

    @Test
    void photosAndPicturesMovedTogetherStayDone() throws IOException {
        run().isDone();
        Path moved = Files.createDirectory(folder.resolve("moved"));
        Files.move(photos, moved.resolve("photos"));
        Files.move(out, moved.resolve("out"));

        assertSummary(
                Cli.stylize(weights, moved.resolve("photos"), "-o", moved.resolve("out")), "0     3        0       -");
    }

    @Test
    void damagedNotesCostTimeOnly() throws IOException {
        run().isDone();
        Path notes = out.resolve(RunJournal.FILE);
        Files.write(notes, new byte[] {'%', 'z', ' ', ' ', '\n', (byte) 0xff, 0, 'a'});

        assertSummary(run(), "1     2        0       \\d+\\.\\d\\d");
        assertThat(files(out)).containsExactly("a-anime.png", "sea/b-anime.png", "sea/evening/a-anime.png");
    }

    @Test
    void resultsBesideThePhotosAreNoPhotos() throws IOException {
        assertThat(Cli.stylize(weights, photos).isDone().exitCode()).isZero();
        assertSummary(Cli.stylize(weights, photos).isDone(), "0     3        0       -");
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
            return files.filter(file -> Files.isRegularFile(file) && !file.endsWith(RunJournal.FILE))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
