package io.github.animegan.bench;

import io.github.animegan.bench.subject.Backends;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Single layers through a backend's kernels: layers per second and, as {@code gflops}, what that is in work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class KernelBenchmark {
    @Param
    public KernelLayer layer = KernelLayer.CONV3X3_256_256_AT_64;

    @Param({"vector", "nd4j", "plain"})
    public String backend = "plain";

    @Param("2")
    public int threads = 2;

    private BandedLayer banded;

    @Setup
    public void prepare() {
        banded = new BandedLayer(layer, Backends.kernels(backend), threads);
    }

    @TearDown
    public void close() {
        banded.close();
    }

    /** Counted as a direct convolution. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Work {
        public double gflops;

        @Setup(Level.Iteration)
        public void reset() {
            gflops = 0;
        }
    }

    @Benchmark
    public float[] layer(Work work) throws InterruptedException, ExecutionException {
        float[] output = banded.run();
        work.gflops += layer.operations() / 1e9;
        return output;
    }
}
