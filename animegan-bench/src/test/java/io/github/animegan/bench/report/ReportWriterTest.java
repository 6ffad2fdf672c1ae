package io.github.animegan.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {
    private static final BenchmarkedModel NETWORK = BenchmarkedModel.ANIME_GAN_V2;

    private static ReportData sample() {
        Map<String, String> engines = new LinkedHashMap<>();
        engines.put("plain", "ours 1");
        engines.put("onnxruntime", "theirs 2");
        engines.put("pytorch", "theirs 3");
        Machine machine = new Machine("Some CPU", 2, 8, "Linux 6, amd64", "OpenJDK 17", List.of("-Xmx3g"));
        ReportData data = new ReportData(machine, Instant.parse("2026-11-21T10:00:00Z"), 2, 3, engines);
        data.note("A note.");
        for (int size : List.of(256, 512)) {
            double base = size / 256.0;
            data.addLatencies(List.of(
                    new LatencyResult(
                            NETWORK,
                            size,
                            "plain",
                            List.of(0.1 * base, 0.3 * base, 0.2 * base),
                            List.of(0.2, 0.6, 0.4),
                            OptionalDouble.of(0),
                            ""),
                    new LatencyResult(
                            NETWORK,
                            size,
                            "onnxruntime",
                            List.of(0.5 * base, 0.5 * base),
                            List.of(1.0, 1.0),
                            OptionalDouble.of(2e-5),
                            ""),
                    LatencyResult.failed(NETWORK, size, "pytorch", "peer not present: no \"file\", really")));
            data.addFirstPicture(new FirstPictureResult(NETWORK, size, "plain", 1.5, 1.25, 400 * base, ""));
            data.addFirstPicture(new FirstPictureResult(NETWORK, size, "onnxruntime", 0.9, 0.75, 600 * base, ""));
            data.addFirstPicture(FirstPictureResult.failed(NETWORK, size, "pytorch", "peer not present"));
        }
        return data;
    }

    @Test
    void latencies_areOneRowEach() {
        assertThat(ReportWriter.latencies(sample()).lines())
                .startsWith(
                        "network,size,engine,runs,median_s,min_s,q1_s,q3_s,max_s,median_cpu_s,max_abs,note",
                        "anime_gan_v2,256,plain,3,0.200000,0.100000,0.150000,0.250000,0.300000,0.400000,0.00000,",
                        "anime_gan_v2,256,onnxruntime,2,0.500000,0.500000,0.500000,0.500000,0.500000,1.00000,2.00000e-05,",
                        "anime_gan_v2,256,pytorch,0,,,,,,,,\"peer not present: no \"\"file\"\", really\"");
    }

    @Test
    void runs_keepTheirOrder() {
        assertThat(ReportWriter.runs(sample()).lines())
                .startsWith(
                        "network,size,engine,round,seconds,cpu_seconds",
                        "anime_gan_v2,256,plain,1,0.100000,0.200000",
                        "anime_gan_v2,256,plain,2,0.300000,0.600000",
                        "anime_gan_v2,256,plain,3,0.200000,0.400000",
                        "anime_gan_v2,256,onnxruntime,1,0.500000,1.00000");
    }

    @Test
    void markdown_comparesEnginesBySize() {
        assertThat(new MarkdownReport(sample()).toString().lines())
                .contains(
                        "- Machine: Some CPU, 2 cores, 8 GiB of memory; Linux 6, amd64",
                        "- JVM: OpenJDK 17, flags `-Xmx3g`",
                        "- Date: 2026-11-21 10:00 UTC",
                        "- `onnxruntime`: theirs 2",
                        "- A note.",
                        "| Time of a picture, seconds | 256² | 512² |",
                        "|---|---:|---:|",
                        "| plain | 0.200 ± 0.050 | 0.400 ± 0.100 |",
                        "| pytorch | – | – |",
                        "| plain | noisy | noisy |",
                        "| plain | 0.400 | 0.400 |",
                        "| onnxruntime | 1.00× / 1.00× | 1.00× / 1.00× |",
                        "| onnxruntime | 2.0e-05 | 2.0e-05 |",
                        "| plain | 400 | 800 |",
                        "| onnxruntime | 0.90 (0.75) | 0.90 (0.75) |",
                        "- `pytorch`: peer not present: no \"file\", really – AnimeGANv2 256², AnimeGANv2 512²");
    }

    @Test
    void speed_isOfTheFastestRunsAndTheLeastProcessorTime() {
        LatencyResult ours = result(List.of(0.2, 0.21, 0.5, 0.9), List.of(0.4, 0.3, 0.5, 0.6));
        assertThat(ours.speedAgainst(result(List.of(0.5, 0.5), List.of(0.9, 1.0))))
                .hasValue("2.50× / 3.00×");
    }

    @Test
    void speed_isNotToldOfRunsThatOthersDisturbed() {
        LatencyResult calm = result(List.of(0.2, 0.21, 0.5, 0.9), List.of(0.4, 0.3, 0.5, 0.6));
        LatencyResult noisy = result(List.of(0.2, 0.4, 0.5, 0.9), List.of(0.4, 0.3, 0.5, 0.6));
        assertThat(calm.speedAgainst(noisy)).isEmpty();
        assertThat(noisy.speedAgainst(calm)).isEmpty();
    }

    private static LatencyResult result(List<Double> seconds, List<Double> cpuSeconds) {
        return new LatencyResult(NETWORK, 256, "plain", seconds, cpuSeconds, OptionalDouble.empty(), "");
    }

    @Test
    void write_makesAllFiles(@TempDir Path folder) throws IOException {
        new ReportWriter(folder).write(sample());

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(
                        "report.md",
                        "latency.csv",
                        "runs.csv",
                        "first-picture.csv",
                        "latency-anime_gan_v2.png",
                        "latency-anime_gan_v2.svg",
                        "memory-anime_gan_v2.png",
                        "memory-anime_gan_v2.svg");
        BufferedImage chart =
                ImageIO.read(folder.resolve("latency-anime_gan_v2.png").toFile());
        assertThat(chart.getWidth()).isGreaterThan(500);
        assertThat(chart.getRGB(0, 0, chart.getWidth(), chart.getHeight(), null, 0, chart.getWidth()))
                .as("the colours of the two lines")
                .contains(0xFF0072B2, 0xFFD55E00);
        assertThat(Files.readString(folder.resolve("latency-anime_gan_v2.svg")))
                .contains("<svg", "rgb(0,114,178)", "rgb(213,94,0)");
    }
}
