package io.github.animegan.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.TestModels;
import io.github.animegan.bench.contestant.Contestants;
import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.subject.BenchmarkedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RaceTest {
    private static final int SIZE = 64;

    /** ONNX Runtime, with the model that we write, is an independent judge of our engine too. */
    @ParameterizedTest
    @EnumSource
    void run_measuresAllWithTheSamePicture(BenchmarkedModel network, @TempDir Path folder) throws Exception {
        ModelFiles model = TestModels.write(network, folder);

        List<LatencyResult> results = new Race(2, 3, 0, 0)
                .run(
                        model,
                        SIZE,
                        Stream.of("plain", "nd4j", "onnxruntime")
                                .map(Contestants::of)
                                .toList());

        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.note()).isEmpty();
            assertThat(result.seconds()).hasSize(3).allMatch(seconds -> seconds > 0);
            assertThat(result.difference().orElseThrow()).isLessThan(1e-3);
        });
    }

    @Test
    void run_turnsFailuresIntoNotes(@TempDir Path folder) throws IOException, InterruptedException {
        ModelFiles broken = new ModelFiles(
                BenchmarkedModel.ANIME_GAN_V2,
                folder.resolve("missing"),
                Optional.of(folder.resolve("missing.onnx")),
                Optional.empty());

        List<LatencyResult> results = new Race(1, 1, 0, 0)
                .run(
                        broken,
                        SIZE,
                        Stream.of("plain", "onnxruntime", "pytorch")
                                .map(Contestants::of)
                                .toList());

        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(result.isMeasured()).isFalse();
            assertThat(result.note()).isNotEmpty();
        });
        assertThat(results.get(2).note()).startsWith("peer not present");
    }

    @Test
    void measure_startsAProcess(@TempDir Path folder) throws Exception {
        ModelFiles model = TestModels.write(BenchmarkedModel.ANIME_GAN_V2, folder);

        FirstPictureResult result = new FirstPictureProcess(2, 1).measure(model, SIZE, Contestants.of("plain"));

        assertThat(result.note()).isEmpty();
        assertThat(result.seconds()).isBetween(0.05, 120.0);
        assertThat(Double.isNaN(result.peakMebibytes()) || result.peakMebibytes() > 20)
                .isTrue();
    }

    @Test
    void measure_ofAFailure_saysWhy(@TempDir Path folder) throws Exception {
        ModelFiles broken = new ModelFiles(
                BenchmarkedModel.ANIME_GAN_V2, folder.resolve("missing"), Optional.empty(), Optional.empty());

        FirstPictureResult result = new FirstPictureProcess(2, 1).measure(broken, SIZE, Contestants.of("plain"));

        assertThat(result.isMeasured()).isFalse();
        assertThat(result.note()).contains("missing");
    }
}
