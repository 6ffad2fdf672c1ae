package io.github.animegan.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.examples.spark.StylizeFolder.Summary;
import io.github.animegan.image.io.PhotoWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a job left, compared with the library called directly. */
final class Pictures {
    private Pictures() {}

    static void assertRight(Photos photos, Path output, String style) throws IOException {
        try (AnimeGan gan = AnimeGan.create(style)) {
            for (String name : photos.good()) {
                byte[] expected = gan.stylize(Files.readAllBytes(photos.folder().resolve(name)), PhotoWriter.png());
                assertThat(Files.readAllBytes(output.resolve(name + ".png")))
                        .as(name)
                        .isEqualTo(expected);
            }
        }
    }

    /** One row for each photo, with an error where it is broken. */
    static void assertReport(SparkSession spark, Photos photos, Summary summary) {
        Set<String> all = new TreeSet<>(photos.good());
        all.addAll(photos.broken());
        List<Row> rows = spark.read().parquet(summary.report()).collectAsList();
        assertThat(rows).extracting(Pictures::name).containsExactlyInAnyOrderElementsOf(all);
        assertThat(rows).allSatisfy(row -> {
            if (photos.broken().contains(name(row))) {
                assertThat(row.<String>getAs("error")).isNotBlank().doesNotContain("Exception");
                assertThat(row.<String>getAs("picture")).isNull();
            } else {
                assertThat(row.<String>getAs("error")).isNull();
                assertThat(row.<String>getAs("picture")).endsWith(name(row) + ".png");
            }
        });
    }

    private static String name(Row row) {
        return row.<String>getAs("path").replaceFirst(".*/photos/", "");
    }

    /** No half-written files, none of attempts that were killed, no checksum files. */
    static void assertOnlyPicturesAreLeft(Photos photos, Path output) throws IOException {
        assertThat(in(output))
                .isEqualTo(photos.good().stream()
                        .map(name -> output.resolve(name + ".png"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        try (Stream<Path> notes = Files.list(output.resolve("_animegan"))) {
            assertThat(notes.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("report", "settings");
        }
    }

    /** The pictures in a folder, as far as can be told while files come and go. */
    static Set<Path> in(Path folder) {
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(path -> !path.toString().contains("_animegan"))
                    .filter(path -> path.toString().endsWith(".png")) // The command line's notes lie beside.
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }
}
