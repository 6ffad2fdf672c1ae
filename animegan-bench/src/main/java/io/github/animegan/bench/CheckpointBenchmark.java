package io.github.animegan.bench;

import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time of reading a network's weights from a file that the operating system has in its cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CheckpointBenchmark {
    /** How the same weights are written. */
    public enum Format {
        PYTORCH_ZIP,
        PYTORCH_LEGACY,
        SAFETENSORS,
        SAFETENSORS_INT8
    }

    @Param
    public Format format = Format.SAFETENSORS;

    @Param({"ANIME_GAN_V2", "CARTOON_GAN"})
    public BenchmarkedModel network = BenchmarkedModel.ANIME_GAN_V2;

    private Path file;

    @Setup
    public void write() throws IOException {
        StateDict weights = NetworkWeights.ofProperty(network).tensors();
        file = Files.createTempFile("animegan-", ".weights");
        switch (format) {
            case PYTORCH_ZIP -> PyTorchFiles.writeZip(file, weights);
            case PYTORCH_LEGACY -> PyTorchFiles.writeLegacy(file, weights);
            case SAFETENSORS -> Checkpoints.writeSafetensors(file, weights, Map.of());
            case SAFETENSORS_INT8 ->
                Checkpoints.writeSafetensorsInt8(
                        file, weights, Map.of(), key -> key.startsWith("deconv") && !key.startsWith("deconv03"));
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Benchmark
    public StateDict read() throws IOException {
        return Checkpoints.read(file);
    }
}
