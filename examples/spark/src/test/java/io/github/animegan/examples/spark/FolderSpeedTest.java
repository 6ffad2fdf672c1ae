package io.github.animegan.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.examples.spark.StylizeFolder.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * 500 photos of which 10 are broken, on a cluster of two executors and by the command line, whose folder mode is the measure. Compared is
 * processor time, starting included, since others may use the machine meanwhile.
 */
@EnabledIfSystemProperty(named = "load", matches = "full")
class FolderSpeedTest {
    @Test
    void aCoreOfTheClusterIsAboutAsFastAsOneOfTheCommandLine(@TempDir Path temporary)
            throws IOException, InterruptedException {
        Photos photos = Photos.make(temporary.resolve("photos"), 500, 10, 512);
        Path output = temporary.resolve("pictures");
        double cluster;
        try (SparkSession spark = Sessions.ofCluster().getOrCreate();
                ExecutorTimes times = new ExecutorTimes()) {
            Summary summary = StylizeFolder.run(spark, photos.folder().toString(), output.toString());
            cluster = times.seconds();
            assertThat(times.processes()).as("executors seen").isGreaterThanOrEqualTo(2);
            assertThat(summary).isEqualTo(new Summary(490, 0, 10, summary.report()));
            Pictures.assertReport(spark, photos, summary);
        }
        Pictures.assertRight(photos, output, "sora");
        double commandLine = commandLine(photos.folder(), temporary.resolve("by-command-line"));
        System.out.printf(
                "500 photos: %.1f s of processors by Spark's executors, %.1f s by the command line (%.2f)%n",
                cluster, commandLine, commandLine / cluster);
        assertThat(commandLine / cluster).isGreaterThan(0.8);
    }

    /** Seconds of processors that {@code ./animegan} takes for a folder. */
    private static double commandLine(Path photos, Path pictures) throws IOException, InterruptedException {
        String script =
                "cd ../.. && ./animegan --version && TIMEFORMAT='took %U %S' && time ./animegan \"$0\" -o \"$1\" -q";
        Process process = new ProcessBuilder("bash", "-c", script, photos.toString(), pictures.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        String[] times = said.substring(said.lastIndexOf("took ") + 5).strip().split(" ");
        assertThat(times).as(said).hasSize(2);
        assertThat(Pictures.in(pictures)).hasSize(490);
        return Double.parseDouble(times[0]) + Double.parseDouble(times[1]);
    }

    /**
     * Looks at the executors' processes now and then, as their times are gone when they are. They are all that this process starts:
     * of a local cluster the master and the workers are threads.
     */
    private static final class ExecutorTimes implements AutoCloseable {
        private final Map<Long, Duration> times = new ConcurrentHashMap<>();
        private final Thread watch = new Thread(this::look);

        private ExecutorTimes() {
            watch.start();
        }

        private void look() {
            try {
                while (true) {
                    sample();
                    Thread.sleep(200);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // Closed: the thread ends.
            }
        }

        private void sample() {
            ProcessHandle.current()
                    .descendants()
                    .forEach(process ->
                            process.info().totalCpuDuration().ifPresent(time -> times.put(process.pid(), time)));
        }

        int processes() {
            return times.size();
        }

        double seconds() {
            sample();
            return times.values().stream()
                    .mapToDouble(time -> time.toNanos() / 1e9)
                    .sum();
        }

        @Override
        public void close() {
            watch.interrupt();
        }
    }
}
