package io.github.animegan.bench;

import io.github.animegan.AnimeGan;
import io.github.animegan.bench.subject.Backends;
import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
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

/** The time of one whole picture, from tensor to tensor. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class GeneratorBenchmark {
    @Param({"ANIME_GAN_V2", "CARTOON_GAN", "RESNET9"})
    public BenchmarkedModel network = BenchmarkedModel.ANIME_GAN_V2;

    @Param({"vector", "nd4j", "plain"})
    public String backend = "plain";

    @Param({"256", "512", "720", "1080"})
    public int size = 256;

    @Param("2")
    public int threads = 2;

    private AnimeGan gan;
    private Tensor picture;

    @Setup
    public void prepare() throws IOException {
        gan = AnimeGan.builder(NetworkWeights.ofProperty(network).tensors())
                .upsampling(BenchmarkedModel.UPSAMPLING)
                .backend(Backends.of(backend))
                .threads(threads)
                .build();
        picture = BenchmarkPicture.of(size);
    }

    @TearDown
    public void close() {
        gan.close();
    }

    @Benchmark
    public Tensor picture() {
        return gan.run(picture);
    }
}
