package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rolling run is a whole run to the last bit, whatever the picture's size and whoever computes it. */
@Timeout(120)
class RollingRunTest {
    /** From one band to many, whole and broken ones; smaller than any tile, and as wide as photos are. */
    private static final int[][] SIZES = {{8, 8}, {12, 20}, {8, 1604}, {64, 64}, {300, 44}, {76, 1028}, {116, 2052}};

    private static final RowSource NOTHING = (y, target, offset) -> {};
    private static final RowSink NOWHERE = (y, source, offset) -> {};

    private final RandomLayers layers = new RandomLayers(Seed.fixed(8).random());
    private final Generator generator = new LocalLayers(layers).generator();

    @ParameterizedTest
    @EnumSource
    void picturesOfAnySize_areThoseOfAWholeRunToTheLastBit(TestBackends backend) {
        for (int threads = 1; threads <= 3; threads++) {
            try (Engine engine = new Engine(generator, backend.kernels(), threads, false)) {
                for (int[] size : SIZES) {
                    assertRollsAsItRuns(engine, layers.picture(size[0], size[1]));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyLocalNetwork_rollsAsItRuns(TestBackends backend) {
        Seed seed = Seed.any();
        Random random = seed.random();
        RandomLayers pictures = new RandomLayers(random);
        for (int i = 0; i < 60; i++) {
            int height = 1 + random.nextInt(60);
            int width = 1 + random.nextInt(24);
            List<Layer> network = RandomNetwork.local(random, height, width);
            int threads = 1 + random.nextInt(3);
            assertThatCode(() -> {
                        Generator any = RandomLayers.generator(network);
                        try (Engine engine = new Engine(any, backend.kernels(), threads, false)) {
                            assertRollsAsItRuns(engine, pictures.picture(height, width));
                        }
                    })
                    .as("network %d of %s", i, seed)
                    .doesNotThrowAnyException();
        }
    }

    private static void assertRollsAsItRuns(Engine engine, Tensor picture) {
        Step.Size size = new Step.Size(picture.shape().size(1), picture.shape().size(2));
        int inputRow = picture.shape().size(2) * 3;
        RowSource source =
                (y, target, offset) -> System.arraycopy(picture.data(), y * inputRow, target, offset, inputRow);
        Tensor asTensor = engine.run(picture).output();
        int outputRow = asTensor.shape().size(2) * asTensor.shape().size(3);
        Tensor whole = Tensor.zeros(asTensor.shape().toArray());
        engine.runWhole(
                size,
                source,
                (y, values, offset) -> System.arraycopy(values, offset, whole.data(), y * outputRow, outputRow),
                null,
                RunObserver.NONE);
        Tensor rolled = Tensor.zeros(whole.shape().toArray());
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        engine.run(
                size.height(),
                size.width(),
                (y, target, offset) -> {
                    assertThat(y).as("row read").isEqualTo(read.getAndIncrement());
                    source.read(y, target, offset);
                },
                (y, values, offset) -> {
                    assertThat(y).as("row written").isEqualTo(written.getAndIncrement());
                    System.arraycopy(values, offset, rolled.data(), y * outputRow, outputRow);
                },
                RunObserver.NONE);
        assertThat(read)
                .as("rows read")
                .hasValueLessThanOrEqualTo(picture.shape().size(1));
        assertThat(written).as("rows written").hasValue(whole.shape().size(1));
        String what = picture.shape() + " on " + engine.backend() + " and " + engine.threads();
        assertSameBits(rolled, whole, what);
        assertSameBits(asTensor, whole, what + ", as a tensor");
    }

    @ParameterizedTest
    @EnumSource
    void memory_growsWithTheWidthAlone(TestBackends backend) {
        try (Engine engine = new Engine(generator, backend.kernels(), 2, false)) {
            long tall = engine.featureMapBytes(20_000, 512);
            assertThat(engine.featureMapBytes(40_000, 512)).isCloseTo(tall, withinPercentage(5));
            assertThat(tall).isLessThan(20_000L * 512 * 16 * Float.BYTES / 10);
            assertThat(engine.featureMapBytes(3000, 4000)).isLessThan(200L << 20);
        }
    }

    @Test
    void failureOfTheSourceTheSinkOrAKernel_reachesTheCallerAndLeavesTheEngineUsable() {
        Tensor picture = layers.picture(300, 44);
        IllegalStateException failure = new IllegalStateException("once");
        try (Engine engine = new Engine(generator, new PlainKernels(), 3, false)) {
            RowSink failing = (y, source, offset) -> {
                throw failure;
            };
            assertThatThrownBy(() -> engine.run(300, 44, NOTHING, failing, RunObserver.NONE))
                    .isSameAs(failure);
            assertThatThrownBy(() -> engine.run(300, 44, failingAt(200, failure), NOWHERE, RunObserver.NONE))
                    .isSameAs(failure);
            assertRollsAsItRuns(engine, picture);
        }
    }

    private static RowSource failingAt(int row, RuntimeException failure) {
        return (y, target, offset) -> {
            if (y == row) {
                throw failure;
            }
        };
    }

    @Test
    void observer_isAskedInTheCallersThreadAndMayEndTheRun() {
        IllegalStateException end = new IllegalStateException("enough");
        Thread caller = Thread.currentThread();
        List<Double> shares = new ArrayList<>();
        try (Engine engine = new Engine(generator, new PlainKernels(), 2, false)) {
            RunObserver observer = (done, steps) -> {
                assertThat(Thread.currentThread()).isSameAs(caller);
                shares.add((double) done / steps);
                if (shares.size() == 4) {
                    throw end;
                }
            };
            AtomicInteger written = new AtomicInteger();
            assertThatThrownBy(() ->
                            engine.run(1000, 600, NOTHING, (y, source, offset) -> written.incrementAndGet(), observer))
                    .isSameAs(end);
            assertThat(shares).isSorted().hasSize(4).startsWith(0.0, 0.0);
            assertThat(written).hasValueBetween(500, 600);
            assertRollsAsItRuns(engine, layers.picture(64, 64));
        }
    }

    @Test
    void pictureOfASizeThatIsNoMultipleOrTooSmall_isRefused() {
        try (Engine engine = new Engine(generator, new PlainKernels(), 1, false)) {
            for (int[] size : new int[][] {{4, 16}, {16, 18}, {15, 16}, {0, 16}, {-4, 16}}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.run(size[0], size[1], NOTHING, NOWHERE, RunObserver.NONE));
            }
        }
    }

    @Test
    void closedEngine_refusesToRoll() {
        Engine engine = new Engine(generator, new PlainKernels(), 1, false);
        engine.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> engine.run(8, 8, NOTHING, NOWHERE, RunObserver.NONE))
                .withMessageContaining("closed");
    }

    /** Whatever the order in which bands end, somebody may always go on; and no row is lost while it is still read. */
    @Test
    void bandsThatEndInAnyOrder_neverWaitForEachOther() {
        Random random = Seed.fixed(9).random();
        Program program = Compiler.compile(generator);
        Workers workers = new Workers(1);
        try {
            RollingPlan plan = new RollingPlan(
                    new Plan(program, new Step.Size(400, 600)),
                    program.prepare(TestBackends.SMALL_BANDS.kernels(), workers));
            for (int run = 0; run < 20; run++) {
                int most = 1 + random.nextInt(12);
                RollingSchedule schedule = plan.schedule();
                List<RollingSchedule.Task> running = new ArrayList<>();
                while (schedule.written() < 1) {
                    RollingSchedule.Task task = running.size() < most ? schedule.start() : null;
                    if (task != null) {
                        running.add(task);
                    } else {
                        assertThat(running)
                                .as("bands that run while none can start")
                                .isNotEmpty();
                        schedule.end(running.remove(random.nextInt(running.size())));
                    }
                }
            }
            assertThat(IntStream.range(0, program.channels().size())
                            .map(plan::held)
                            .sum())
                    .isLessThan(400 * program.channels().size() / 2);
        } finally {
            workers.close();
        }
    }
}
