package io.github.animegan.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.examples.spark.StylizeFolder.Summary;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** On a cluster whose executors are processes of their own. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Hadoop needs programs of its own there (winutils) to write to a disk")
class ClusterTest {
    @Test
    void allIsDoneEvenIfAnExecutorIsKilled(@TempDir Path temporary) throws IOException, InterruptedException {
        Photos photos = Photos.make(temporary.resolve("photos"), 60, 6, 200);
        Path output = temporary.resolve("pictures");
        try (SparkSession spark = Sessions.ofCluster()
                .config("spark.animegan.style", "mori")
                .config("spark.animegan.picturesPerTask", 4)
                .getOrCreate()) {
            boolean[] killed = new boolean[1];
            Thread killer = new Thread(() -> killed[0] = killAnExecutorOnceThereAre(output, 8));
            killer.start();
            Summary summary = StylizeFolder.run(spark, photos.folder().toString(), output.toString());
            killer.join();
            assertThat(killed).containsExactly(true);
            assertThat(summary.made() + summary.kept()).isEqualTo(54);
            assertThat(summary.failed()).isEqualTo(6);
            Pictures.assertRight(photos, output, "mori");
            Pictures.assertReport(spark, photos, summary);
            Pictures.assertOnlyPicturesAreLeft(photos, output);
        }
    }

    /** kill -9. */
    private static boolean killAnExecutorOnceThereAre(Path folder, int pictures) {
        long end = System.nanoTime() + 300_000_000_000L;
        while (System.nanoTime() < end) {
            if (Pictures.in(folder).size() >= pictures) {
                return Sessions.executors()
                        .findFirst()
                        .map(ProcessHandle::destroyForcibly)
                        .orElse(false);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return false;
            }
        }
        return false;
    }
}
