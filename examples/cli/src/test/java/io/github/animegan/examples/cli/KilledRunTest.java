package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.examples.cli.file.RunJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed amid a folder leaves whole pictures only, and the next one does the rest. */
class KilledRunTest {
    /** How often; the property is for longer trials by hand. */
    private static final int KILLS = Integer.getInteger("animegan.test.kills", 3);

    private static final int PHOTOS = 12;
    private static final int JOBS = 2;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void picturesAreWholeAndTheNextRunCompletesTheRest() throws Exception {
        Path weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        Path photos = folder.resolve("photos");
        Files.createDirectories(photos.resolve("inner"));
        for (int i = 0; i < PHOTOS; i++) {
            TestPhotos.png(photos.resolve(i % 2 == 0 ? i + ".png" : "inner/" + i + ".png"), 240, 160);
        }
        Random random = new Random(11);
        for (int kill = 0; kill < KILLS; kill++) {
            Path out = folder.resolve("out" + kill);
            Object[] arguments = {photos, "-o", out, "--weights", weights, "--backend", "plain", "--jobs", JOBS};
            killAmid(arguments, out, random.nextInt(PHOTOS - 1), random.nextInt(100));
            Map<Path, FileTime> left = wholePictures(out);

            Cli.run(arguments).isDone();

            Map<Path, FileTime> all = wholePictures(out);
            assertThat(all).hasSize(PHOTOS).containsKeys(left.keySet().toArray(Path[]::new));
            left.entrySet().removeAll(all.entrySet());
            assertThat(left).as("pictures that were there but not noted yet").hasSizeLessThanOrEqualTo(JOBS);
            assertThat(files(out)).as("nothing unfinished remains").hasSize(PHOTOS);
        }
    }

    /** Kills a process some milliseconds after it has made some pictures. */
    private void killAmid(Object[] arguments, Path out, int pictures, int millis) throws Exception {
        Path log = folder.resolve("log");
        Process process = Cli.start(log, List.of("-Xmx512m"), arguments);
        try {
            while (process.isAlive() && wholeNames(out).size() <= pictures) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(wholeNames(out)).as(Files.readString(log)).isNotEmpty();
    }

    /** Every file under a picture's name, each of which can be decoded to its end, and when it was written. */
    private static Map<Path, FileTime> wholePictures(Path out) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        for (Path file : wholeNames(out)) {
            assertThat(TestPhotos.read(file).getHeight()).isEqualTo(160);
            times.put(file, Files.getLastModifiedTime(file));
        }
        return times;
    }

    private static List<Path> wholeNames(Path out) throws IOException {
        return files(out).stream()
                .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                .toList();
    }

    private static List<Path> files(Path out) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(out, out.resolve("inner"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> content = Files.list(folder)) {
                    content.filter(file -> !file.endsWith("inner") && !file.endsWith(RunJournal.FILE))
                            .forEach(files::add);
                }
            }
        }
        return files;
    }
}
