package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
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
import io.github.animegan.model.Generator;
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
        Engine engine = new Engine(generator, new Meddling(() -> {}, closed::incrementAndGet), 2, false);
        Tensor picture = layers.picture(8, 8);
        engine.run(picture);
        engine.close();
        engine.close();
        assertThatIllegalStateException().isThrownBy(() -> engine.run(picture)).withMessageContaining("closed");
        assertThat(closed).as("how often the kernels were closed").hasValue(1);
    }

    @Test
    void close_waitsForTheRunningCall() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        Engine engine = new Engine(generator, new Meddling(started::countDown, () -> {}), 2, false);
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try {
                outcome.set(engine.run(layers.picture(300, 200)).output());
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
            try (Engine engine = new Engine(generator, failing, 3, false);
                    Engine sound = engine(generator)) {
                assertThatThrownBy(() -> engine.run(picture)).isSameAs(failure);
                assertSameBits(engine.run(picture).output(), sound.run(picture).output(), "the run after the failure");
            }
        }
    }

    @Test
    void observerThatThrows_endsTheRunBeforeTheNextStep() {
        AtomicInteger convolutions = new AtomicInteger();
        Tensor picture = layers.picture(64, 40);
        try (Engine engine = new Engine(generator, new Meddling(convolutions::incrementAndGet, () -> {}), 2, false)) {
            Tensor expected = engine.run(picture).output();
            IllegalStateException failure = new IllegalStateException("enough");
            AtomicInteger convolutionsThen = new AtomicInteger();
            assertThatThrownBy(() -> engine.run(picture, null, (done, steps) -> {
                        if (done == 2) {
                            convolutionsThen.set(convolutions.get());
                            throw failure;
                        }
                    }))
                    .isSameAs(failure);
            assertThat(convolutions).as("convolved bands").hasValue(convolutionsThen.get());
            assertSameBits(engine.run(picture).output(), expected, "the run after the one that was ended");
        }
    }

    @Test
    void observer_seesEachStepOnce() {
        List<String> seen = new ArrayList<>();
        try (Engine engine = engine(generator)) {
            engine.run(layers.picture(8, 8), null, (done, steps) -> seen.add(done + "/" + steps));
        }
        String last = seen.get(seen.size() - 1);
        int steps = Integer.parseInt(last.substring(last.indexOf('/') + 1));
        // Once while it asks for its turn, then before each step.
        assertThat(seen)
                .hasSize(steps + 1)
                .startsWith("0/" + steps, "0/" + steps)
                .doesNotContain(steps + "/" + steps);
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
        assertThatThrownBy(() -> new Engine(generator, failing, 2, false).close())
                .isSameAs(failure);
        for (Thread thread : engineThreads()) {
            if (!before.contains(thread)) {
                thread.join(10_000);
                assertThat(thread.isAlive()).as("%s", thread).isFalse();
            }
        }
    }

    @Test
    void interruptedCaller_getsItsResultAndKeepsTheInterrupt() {
        try (Engine engine = engine(generator)) {
            Tensor picture = layers.picture(30, 30);
            Tensor expected = engine.run(picture).output();
            Thread.currentThread().interrupt();
            Tensor output = engine.run(picture).output();
            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertSameBits(output, expected, "the run of an interrupted caller");
        }
    }

    @Test
    void featureMapBytes_growWithThePicture() {
        try (Engine engine = engine(generator)) {
            long small = engine.featureMapBytes(64, 64);
            assertThat(small).isGreaterThan(64L * 64 * 16 * Float.BYTES).isLessThan(64L * 64 * 64 * Float.BYTES);
            assertThat(engine.featureMapBytes(128, 128)).isEqualTo(4 * small);
        }
    }

    private static Set<Thread> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("animegan-"))
                .collect(Collectors.toSet());
    }

    private static Engine engine(Generator generator) {
        return new Engine(generator, new PlainKernels(), 2, false);
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
