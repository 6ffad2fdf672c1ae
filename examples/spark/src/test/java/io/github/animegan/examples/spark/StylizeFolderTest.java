package io.github.animegan.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.examples.spark.StylizeFolder.Summary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In this JVM. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Hadoop needs programs of its own there (winutils) to write to a disk")
class StylizeFolderTest {
    private static SparkSession spark;

    @TempDir
    Path temporary;

    @BeforeAll
    static void start() {
        spark = Sessions.of("local[2]").getOrCreate();
    }

    @AfterAll
    static void end() throws IOException {
        spark.close();
    }

    @AfterEach
    void forgetSettings() {
        for (String name : List.of("style", "size", "format", "files", "maxFileSize", "again")) {
            spark.conf().unset(Settings.PREFIX + name);
        }
    }

    @Test
    void aFolderBecomesPicturesAndAReport() throws IOException {
        Photos photos = Photos.make(temporary.resolve("photos"), 24, 4, 90);
        Path output = temporary.resolve("pictures");
        Summary summary = StylizeFolder.run(spark, photos.folder().toString(), output.toString());
        assertThat(summary).isEqualTo(new Summary(20, 0, 4, summary.report()));
        Pictures.assertRight(photos, output, "sora");
        Pictures.assertReport(spark, photos, summary);
        Pictures.assertOnlyPicturesAreLeft(photos, output);
    }

    @Test
    void aSecondRunMakesWhatIsMissingOrOlderThanItsPhoto() throws IOException {
        Photos photos = Photos.make(temporary.resolve("photos"), 8, 2, 70);
        Path output = temporary.resolve("pictures");
        StylizeFolder.run(spark, photos.folder().toString(), output.toString());

        List<String> good = List.copyOf(photos.good());
        Files.delete(output.resolve(good.get(0) + ".png"));
        Path newer = photos.folder().resolve(good.get(5));
        Files.write(newer, Photos.image(80, 70, 99, good.get(5)));
        Files.setLastModifiedTime(newer, FileTime.from(Instant.now().plusSeconds(2)));
        Path left = Files.createDirectories(output.resolve("_animegan/work-of-a-killed-run"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(90_000)));
        Summary second = StylizeFolder.run(spark, photos.folder().toString(), output.toString());
        assertThat(second).isEqualTo(new Summary(2, 4, 2, second.report()));
        Pictures.assertRight(photos, output, "sora");
        Pictures.assertOnlyPicturesAreLeft(photos, output);

        spark.conf().set("spark.animegan.style", "mori");
        assertThatThrownBy(() -> StylizeFolder.run(spark, photos.folder().toString(), output.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("style=sora")
                .hasMessageContaining("spark.animegan.again=true");
        spark.conf().set("spark.animegan.again", "true");
        Summary third = StylizeFolder.run(spark, photos.folder().toString(), output.toString());
        assertThat(third).isEqualTo(new Summary(6, 0, 2, third.report()));
        Pictures.assertRight(photos, output, "mori");
    }

    @Test
    void propertiesAreTaken() throws IOException {
        Photos photos = Photos.make(temporary.resolve("photos"), 4, 1, 80);
        Files.write(photos.folder().resolve("photo large.jpg"), new byte[30_000]);
        Map.of("size", "64", "format", "jpeg", "files", "photo*.jpg", "maxFileSize", "20k")
                .forEach((name, value) -> spark.conf().set(Settings.PREFIX + name, value));
        Summary summary = StylizeFolder.run(
                spark, photos.folder().toString(), temporary.resolve("pictures").toString());
        assertThat(summary).isEqualTo(new Summary(2, 0, 1, summary.report()));
        List<Row> rows = spark.read().parquet(summary.report()).collectAsList();
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            if (row.getAs("state").equals("made")) {
                assertThat(row.<Integer>getAs("width")).isEqualTo(64);
                assertThat(row.<String>getAs("picture")).endsWith(".jpg.jpg");
            } else {
                assertThat(row.<String>getAs("error")).contains("30000 bytes", "maxFileSize");
            }
        });
    }

    @Test
    void whatCannotBeDoneIsSaidBeforeAnythingIs() throws IOException {
        String input = Files.createDirectory(temporary.resolve("photos")).toString();
        assertThatThrownBy(() -> StylizeFolder.run(spark, input, input + "/anime"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lies in the photos'");
        assertThatThrownBy(() -> StylizeFolder.run(spark, temporary + "/nowhere", temporary + "/new"))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("nowhere");
        spark.conf().set("spark.animegan.style", "hayoa");
        assertThatThrownBy(() -> StylizeFolder.run(spark, input, temporary + "/new"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hayoa");
        assertThat(temporary.resolve("new")).doesNotExist();
        for (List<String> wrong :
                List.of(List.of("styles", "sora"), List.of("format", "gif"), List.of("memory", "much"))) {
            SparkConf conf = new SparkConf(false).set(Settings.PREFIX + wrong.get(0), wrong.get(1));
            assertThatThrownBy(() -> Settings.of(conf, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong.get(0));
        }
    }

    @Test
    void aFolderWithoutPhotosIsDone() throws IOException {
        Path input = Files.createDirectory(temporary.resolve("photos"));
        Summary summary = StylizeFolder.run(
                spark, input.toString(), temporary.resolve("pictures").toString());
        assertThat(summary).isEqualTo(new Summary(0, 0, 0, summary.report()));
    }
}
