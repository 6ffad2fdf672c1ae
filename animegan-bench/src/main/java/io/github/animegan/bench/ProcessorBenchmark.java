package io.github.animegan.bench;

import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.image.ImageTensors;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.model.ChannelOrder;
import java.awt.image.BufferedImage;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of steps after the generator, from image to image. Rows run in the JVM's common pool: set its size with
 * {@code -Djava.util.concurrent.ForkJoinPool.common.parallelism}, which counts the threads beside the caller's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsAppend = {"-Djava.util.concurrent.ForkJoinPool.common.parallelism=1"})
public class ProcessorBenchmark {
    @Param({
        "grade",
        "glow",
        "bilateral",
        "white-balance",
        "unsharp",
        "grade + glow + bilateral + white-balance + unsharp"
    })
    public String steps = "grade";

    @Param("512")
    public int size = 512;

    private Postprocessor chain;
    private BufferedImage picture;

    @Setup
    public void prepare() {
        chain = Postprocessors.parse(steps);
        picture = ImageTensors.toImage(BenchmarkPicture.of(size), ChannelOrder.RGB);
    }

    @Benchmark
    public BufferedImage steps() {
        return chain.apply(picture, picture);
    }
}
