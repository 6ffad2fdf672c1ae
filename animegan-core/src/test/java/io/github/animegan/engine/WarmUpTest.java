package io.github.animegan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Exercise;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmUpTest {
    /** So many operations that any call of them is fast. */
    private static final int FAST = 1_000_000;

    /** Code that is fast from the first call on, one for each number of outputs, and fails instead as long as it is told to. */
    private static class CountingKernels implements Kernels {
        private final Kernels plain = new PlainKernels();
        private final AtomicInteger exercised = new AtomicInteger();
        private final AtomicInteger failures;
        private final String name;

        CountingKernels(String name, int failures) {
            this.name = name;
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public ConvolutionKernel convolution(ConvolutionSpec spec, float[] weight, float[] bias) {
            return plain.convolution(spec, weight, bias);
        }

        @Override
        public List<Exercise> exercises(LayerSpec layer) {
            AtomicBoolean begun = new AtomicBoolean();
            return List.of(new Exercise("to " + layer.outputChannels(), FAST, (calls, idle) -> {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("no kernels today");
                }
                exercised.addAndGet(begun.getAndSet(true) ? 0 : 1);
            }));
        }

        @Override
        public PixelKernel pixels() {
            return plain.pixels();
        }
    }

    private static ConvolutionSpec layer(int outputs) {
        return new ConvolutionSpec(3, outputs, 3, 3, 1, false);
    }

    @Test
    void secondEngineOfABackend_findsItWarm() {
        CountingKernels first = new CountingKernels("counting", 0);
        CountingKernels second = new CountingKernels("counting", 0);
        CpuSession.warmUp(first);
        CpuSession.warmUp(second);
        assertThat(first.exercised).hasPositiveValue();
        assertThat(second.exercised).hasValue(0);
    }

    @Test
    void codeThatIsNew_isCompiledByItself() {
        CountingKernels kernels = new CountingKernels("two networks", 0);
        WarmUp.start(kernels, List.of(layer(32), layer(32)), false).forEach(CompletableFuture::join);
        assertThat(kernels.exercised).hasValue(1);
        WarmUp.start(kernels, List.of(layer(32), layer(64)), false).forEach(CompletableFuture::join);
        assertThat(kernels.exercised).hasValue(2);
    }

    @Test
    void firstLayer_waitsForNoneOfTheNext() throws Exception {
        AtomicBoolean compiled = new AtomicBoolean();
        CountingKernels kernels = new CountingKernels("slow at last", 0) {
            @Override
            public List<Exercise> exercises(LayerSpec layer) {
                Exercise slow = new Exercise("the last", 0, (calls, idle) -> {
                    if (!compiled.get()) {
                        LockSupport.parkNanos(1_000_000);
                    }
                });
                return layer.outputChannels() == 64 ? List.of(slow) : super.exercises(layer);
            }
        };
        List<CompletableFuture<Void>> fast = WarmUp.start(kernels, List.of(layer(32), layer(64)), false);
        fast.get(0).get(1, TimeUnit.SECONDS);
        assertThat(fast.get(1)).isNotDone();
        compiled.set(true);
        fast.get(1).join();
    }

    @Test
    void backendWithoutExercises_hasNothingToCompile() {
        assertThat(WarmUp.start(new PlainKernels(), List.of(layer(32)), false)).allMatch(CompletableFuture::isDone);
    }

    @Test
    void failure_isToldAndTheNextEngineTriesAgain() {
        CountingKernels kernels = new CountingKernels("failing", 1);
        assertThatThrownBy(() -> CpuSession.warmUp(kernels))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no kernels today");
        CpuSession.warmUp(kernels);
        assertThat(kernels.exercised).hasPositiveValue();
    }
}
