package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
import static io.github.animegan.engine.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.engine.run.RunObserver;
import io.github.animegan.model.Generator;
import io.github.animegan.network.MapSize;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that are closed, fail, or are told to stop: the caller learns of it, and nothing else suffers. */
@Timeout(60)
class EngineErrorsTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(5).random());
    private final Generator generator = new SmallGenerator(layers).generator();

    @Test
    void closedEngine_refusesToRunAndClosesOnlyOnce() {
        AtomicInteger closed = new AtomicInteger();
        Session engine = session(generator, new Meddling(() -> {}, closed::incrementAndGet), 2);
        Tensor picture = layers.picture(8, 8);
        engine.run(picture, RunOptions.defaults());
        engine.close();
        engine.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> engine.run(picture, RunOptions.defaults()))
                .withMessageContaining("closed");
        assertThat(closed).as("how often the kernels were closed").hasValue(1);
    }

    @Test
    void close_waitsForTheRunningCall() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Session engine = session(generator, new Meddling(started::countDown, () -> {}), 2);
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                outcome.set(engine.run(layers.picture(300, 200), RunOptions.defaults())
                        .output());
            } catch (RuntimeException e) {
                outcome.set(e);
            }
        });
        caller.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        engine.close();
        caller.join();
        assertThat(outcome.get()).isInstanceOf(Tensor.class);
    }

    @Test
    void exceptionOfAKernel_reachesTheCallerAndLeavesTheEngineUsable() {
        for (Throwable failure : List.of(new IllegalStateException("once"), new OutOfMemoryError("once"))) {
            AtomicInteger calls = new AtomicInteger();
            Kernels failing = new Meddling(
                    () -> {
                        if (calls.incrementAndGet() == 7) {
                            throwUnchecked(failure);
                        }
                    },
                    () -> {});
            Tensor picture = layers.picture(64, 40);
            try (Session engine = session(generator, failing, 3);
                    Session sound = engine(generator)) {
                assertThatThrownBy(() -> engine.run(picture, RunOptions.defaults()))
                        .isSameAs(failure);
                assertSameBits(
                        engine.run(picture, RunOptions.defaults()).output(),
                        sound.run(picture, RunOptions.defaults()).output(),
                        "the run after the failure");
            }
        }
    }

    @Test
    void observerThatThrows_endsTheRunAndLeavesNoThreadInIt() {
        AtomicInteger convolutions = new AtomicInteger();
        Tensor picture = layers.picture(640, 400);
        IllegalStateException failure = new IllegalStateException("enough");
        try (Session engine = session(generator, new Meddling(convolutions::incrementAndGet, () -> {}), 2)) {
            Tensor expected = engine.run(picture, RunOptions.defaults()).output();
            int ofARun = convolutions.getAndSet(0);
            RunObserver ending = done -> {
                if (done > 0) {
                    throw failure;
                }
            };
            assertThatThrownBy(() -> engine.run(picture, RunOptions.defaults().withObserver(ending)))
                    .isSameAs(failure);
            assertThat(convolutions).as("bands before it ended").hasValueLessThan(ofARun);
            assertSameBits(
                    engine.run(picture, RunOptions.defaults()).output(),
                    expected,
                    "the run after the one that was ended");
        }
    }

    @Test
    void observer_seesTheRunGoOn() {
        List<Double> seen = new ArrayList<>();
        try (Session engine = engine(generator)) {
            engine.run(layers.picture(400, 400), RunOptions.defaults().withObserver(seen::add));
        }
        assertThat(seen).isSorted().startsWith(0.0).hasSizeGreaterThan(3).allMatch(done -> done <= 1);
    }

    @Test
    void exceptionWhilePreparingWeights_reachesTheCallerAndLeavesNoThreads() throws InterruptedException {
        IllegalStateException failure = new IllegalStateException("no memory for weights");
        Kernels failing = new Meddling(() -> {}, () -> {}) {
            @Override
            public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
                throw failure;
            }
        };
        Set<Thread> before = engineThreads();
        assertThatThrownBy(() -> session(generator, failing, 2).close()).isSameAs(failure);
        for (Thread thread : engineThreads()) {
            if (!before.contains(thread)) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s", thread).isFalse();
            }
        }
    }

    @Test
    void interruptedCaller_getsItsResultAndKeepsTheInterrupt() {
        try (Session engine = engine(generator)) {
            Tensor picture = layers.picture(30, 30);
            Tensor expected = engine.run(picture, RunOptions.defaults()).output();
            Thread.currentThread().interrupt();
            Tensor output = engine.run(picture, RunOptions.defaults()).output();
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertSameBits(output, expected, "the run of an interrupted caller");
        }
    }

    @Test
    void featureMapBytes_growWithThePicture() {
        try (Session engine = engine(generator)) {
            long small = engine.featureMapBytes(new MapSize(64, 64), false);
            assertThat(small).isGreaterThan(64L * 64 * 16 * Float.BYTES).isLessThan(64L * 64 * 64 * Float.BYTES);
            assertThat(engine.featureMapBytes(new MapSize(256, 256), false)).isBetween(8 * small, 16 * small);
        }
    }

    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("animegan-"))
                .collect(Collectors.toSet());
    }

    private static Session engine(Generator generator) {
        return session(generator, new PlainKernels(), 2);
    }

    private static void throwUnchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failure;
    }

    /** Plain kernels that do something else before each convolution, and when closed. */
    private static class Meddling implements Kernels {
        private final Runnable before;
        private final Runnable whenClosed;

        Meddling(Runnable before, Runnable whenClosed) {
            this.before = before;
            this.whenClosed = whenClosed;
        }

        @Override
        public String name() {
            return "meddling";
        }

        @Override
        public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
            ConvolutionKernel kernel = new PlainKernels().convolution(spec, weight, bias);
            return new ConvolutionKernel() {
                @Override
                public int bandRows(int height, int width) {
                    return kernel.bandRows(height, width);
                }

                @Override
                public void convolve(PixelView input, PixelView output, int rows, int width, Scratch scratch) {
                    before.run();
                    kernel.convolve(input, output, rows, width, scratch);
                }
            };
        }

        @Override
        public PixelKernel pixels() {
            return new PlainKernels().pixels();
        }

        @Override
        public void close() {
            whenClosed.run();
        }
    }
}
