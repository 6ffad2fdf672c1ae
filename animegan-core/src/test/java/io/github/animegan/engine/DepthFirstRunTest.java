package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
import static io.github.animegan.engine.Sessions.run;
import static io.github.animegan.engine.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.animegan.Seed;
import io.github.animegan.engine.Session.MapBytes;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.plan.MapStorage;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.engine.run.TensorRowSink;
import io.github.animegan.engine.run.TensorRowSource;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that hold some rows of their maps, and lay maps over each other, lose no row that is still needed. */
@Timeout(120)
class DepthFirstRunTest {
    /** From one band to many, whole and broken ones; smaller than any tile, and as wide as photos are. */
    private static final int[][] SIZES = {{8, 8}, {12, 20}, {8, 404}, {64, 64}, {120, 28}, {28, 1028}};

    private static final MapSize TALL = new MapSize(300, 44);
    private static final TensorRowSource NOTHING = (y, target, offset) -> {};
    private static final TensorRowSink NOWHERE = (y, source, offset) -> {};

    private static final RandomLayers LAYERS = new RandomLayers(Seed.fixed(8).random());
    private static final Generator LOCAL = new LocalLayers(LAYERS).generator();
    private static final Generator NORMALIZING = new SmallGenerator(LAYERS).generator();
    /** What the reference makes of pictures, computed once for all backends. */
    private static final Map<String, Grid> REFERENCES = new HashMap<>();

    private final RandomLayers layers = new RandomLayers(Seed.fixed(9).random());
    private final Generator local = LOCAL;
    private final Generator normalizing = NORMALIZING;

    @ParameterizedTest
    @EnumSource
    void picturesOfAnySize_areThoseOfTheReferenceOnAnyNumberOfThreads(TestBackends backend) {
        for (Generator generator : List.of(local, normalizing)) {
            for (int[] size : SIZES) {
                Tensor picture = new RandomLayers(Seed.fixed(size[0]).random()).picture(size[0], size[1]);
                Tensor expected = null;
                for (int threads = 1; threads <= 3; threads++) {
                    try (Session session = session(generator, backend.kernels(), threads)) {
                        Tensor output = assertRowsAreTensors(session, picture);
                        if (expected == null) {
                            Grid reference = REFERENCES.computeIfAbsent(
                                    generator.network().nodes().size() + " nodes, " + picture.shape(),
                                    key -> ReferenceInterpreter.run(generator.network(), picture));
                            EngineCheck.assertClose(output, reference, picture.shape() + " on " + backend);
                            expected = output;
                        }
                        assertSameBits(output, expected, picture.shape() + " on " + threads + " threads");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "TILES", "SMALL_BANDS"})
    void anyGraph_ofManyBands_meansWhatItsOpsMean(TestBackends backend) {
        Seed seed = Seed.any();
        Random random = seed.random();
        RandomLayers pictures = new RandomLayers(random);
        for (int i = 0; i < 60; i++) {
            int height = 30 + random.nextInt(60);
            int width = 1 + random.nextInt(12);
            Network network = random.nextBoolean()
                    ? RandomNetwork.local(random, height, width)
                    : RandomNetwork.of(random, height, width);
            Assertions.assertThatCode(() -> EngineCheck.assertMatchesReference(
                            backend.kernels(),
                            pictures.picture(height, width),
                            network,
                            network.nodes().toString()))
                    .as("network %d of %s", i, seed)
                    .doesNotThrowAnyException();
        }
    }

    /** Known statistics make the network local; what it computes is the same. */
    @ParameterizedTest
    @EnumSource
    void frozenRun_isTheFreeOneBitForBitInLessMemory(TestBackends backend) {
        for (int[] size : new int[][] {{300, 44}, {64, 64}}) {
            Tensor picture = layers.picture(size[0], size[1]);
            try (Session session = session(normalizing, backend.kernels(), 2)) {
                Session.Result free = session.run(picture, RunOptions.defaults());
                NormStatistics statistics = free.statistics();
                Tensor frozen = session.run(picture, RunOptions.defaults().withStatistics(statistics))
                        .output();
                assertSameBits(frozen, free.output(), "frozen");
                Tensor byFile = session.run(picture, RunOptions.defaults().withStorage(MapStorage.FILE))
                        .output();
                assertSameBits(byFile, free.output(), "large maps in a file");
                MapSize tall = new MapSize(4000, 200);
                MapBytes inFile = session.mapBytes(tall, false, MapStorage.FILE);
                assertThat(inFile.memory()).isLessThan(session.featureMapBytes(tall, false) / 3);
                assertThat(inFile.file()).isGreaterThan(session.featureMapBytes(tall, false) / 2);
                assertThat(session.featureMapBytes(tall, true)).isLessThan(session.featureMapBytes(tall, false) / 3);
            }
        }
    }

    /** With its rows given and taken one by one, in order. */
    private static Tensor assertRowsAreTensors(Session session, Tensor picture) {
        int inputRow = picture.shape().size(2) * 3;
        Tensor asTensor = run(session, picture);
        int outputRow = asTensor.shape().size(2) * asTensor.shape().size(3);
        Tensor byRows = Tensor.zeros(asTensor.shape().toArray());
        AtomicInteger read = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        session.run(
                new MapSize(picture.shape().size(1), picture.shape().size(2)),
                (y, target, offset) -> {
                    assertThat(y).as("row read").isEqualTo(read.getAndIncrement());
                    System.arraycopy(picture.data(), y * inputRow, target, offset, inputRow);
                },
                (y, values, offset) -> {
                    assertThat(y).as("row written").isEqualTo(written.getAndIncrement());
                    System.arraycopy(values, offset, byRows.data(), y * outputRow, outputRow);
                },
                RunOptions.defaults());
        assertThat(read).as("rows read").hasValue(picture.shape().size(1));
        assertThat(written).as("rows written").hasValue(asTensor.shape().size(1));
        assertSameBits(byRows, asTensor, picture.shape() + " by rows on " + session.backend());
        return asTensor;
    }

    @ParameterizedTest
    @EnumSource
    void memoryOfALocalGenerator_growsWithTheWidthAlone(TestBackends backend) {
        try (Session session = session(local, backend.kernels(), 2)) {
            long tall = session.featureMapBytes(new MapSize(20_000, 512), false);
            assertThat(session.featureMapBytes(new MapSize(40_000, 512), false)).isCloseTo(tall, withinPercentage(5));
            assertThat(tall).isLessThan(20_000L * 512 * 16 * Float.BYTES / 10);
            assertThat(session.featureMapBytes(new MapSize(3000, 4000), false)).isLessThan(200L << 20);
        }
    }

    /** A layer whose input is used up lays its output over it. */
    @Test
    void layersOneAfterAnother_needLittleMoreThanTheLargestMap() {
        List<Layer> sequence = List.of(
                layers.convolution(3, 32, 1, 1),
                layers.instanceNorm(32),
                Layer.op(Padding.reflect(1)),
                layers.convolution(32, 32, 3, 1),
                layers.instanceNorm(32),
                Layer.op(Padding.reflect(1)),
                layers.convolution(32, 32, 3, 1),
                layers.instanceNorm(32),
                layers.convolution(32, 3, 1, 1));
        long map = 512L * 512 * 32 * Float.BYTES;
        try (Session session = session(Layer.generator(sequence), new PlainKernels(), 2)) {
            assertThat(session.featureMapBytes(new MapSize(512, 512), false)).isBetween(map, map * 5 / 4);
        }
    }

    @Test
    void failureOfTheSourceOrTheSink_reachesTheCallerAndLeavesTheSessionUsable() {
        Tensor picture = layers.picture(300, 44);
        IllegalStateException failure = new IllegalStateException("once");
        TensorRowSink failing = (y, source, offset) -> {
            throw failure;
        };
        for (Generator generator : List.of(local, normalizing)) {
            try (Session session = session(generator, new PlainKernels(), 3)) {
                assertThatThrownBy(() -> session.run(TALL, NOTHING, failing, RunOptions.defaults()))
                        .isSameAs(failure);
                assertThatThrownBy(() -> session.run(TALL, failingAt(200, failure), NOWHERE, RunOptions.defaults()))
                        .isSameAs(failure);
                assertRowsAreTensors(session, picture);
            }
        }
    }

    private static TensorRowSource failingAt(int row, RuntimeException failure) {
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
        AtomicInteger written = new AtomicInteger();
        RunObserver observer = done -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            shares.add(done);
            if (done > 0.2) {
                throw end;
            }
        };
        try (Session session = session(local, new PlainKernels(), 2)) {
            assertThatThrownBy(() -> session.run(
                            new MapSize(4000, 600),
                            NOTHING,
                            (y, source, offset) -> written.incrementAndGet(),
                            RunOptions.defaults().withObserver(observer)))
                    .isSameAs(end);
            assertThat(shares).isSorted().startsWith(0.0).allMatch(share -> share <= 1);
            assertThat(written).hasValueLessThan(4000);
            assertRowsAreTensors(session, layers.picture(64, 64));
        }
    }

    @Test
    void pictureTooSmall_isRefused() {
        try (Session session = session(normalizing, new PlainKernels(), 1)) {
            for (MapSize size : List.of(new MapSize(0, 16), new MapSize(-4, 16), new MapSize(3, 3))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> session.run(size, NOTHING, NOWHERE, RunOptions.defaults()))
                        .withMessageContaining(size.toString());
            }
        }
    }

    @Test
    void closedSession_refusesRows() {
        Session session = session(local, new PlainKernels(), 1);
        session.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> session.run(new MapSize(8, 8), NOTHING, NOWHERE, RunOptions.defaults()))
                .withMessageContaining("closed");
    }

    @ParameterizedTest
    @EnumSource
    void batch_isItsItemsBitForBit(TestBackends backend) {
        Tensor batch = layers.noise(1, 7, 24, 24, 3);
        try (Session session = session(normalizing, backend.kernels(), 2)) {
            Tensor outputs = run(session, batch);
            int length = 24 * 24 * 3;
            for (int item = 0; item < 7; item++) {
                Tensor one = Tensor.zeros(1, 24, 24, 3);
                System.arraycopy(batch.data(), item * length, one.data(), 0, length);
                Tensor expected = run(session, one);
                Tensor actual = Tensor.zeros(1, 24, 24, 3);
                System.arraycopy(outputs.data(), item * length, actual.data(), 0, length);
                assertSameBits(actual, expected, "item " + item);
            }
        }
    }
}
