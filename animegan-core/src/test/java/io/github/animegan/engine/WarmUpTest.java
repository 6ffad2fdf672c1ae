package io.github.animegan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.engine.kernel.ConvolutionKernel;
import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.Miniature;
import io.github.animegan.engine.kernel.PixelKernel;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmUpTest {
    /** Counts the convolutions it makes, and fails instead as long as it is told to. */
    private static final class CountingKernels implements Kernels {
        private final Kernels plain = new PlainKernels();
        private final AtomicInteger made = new AtomicInteger();
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
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no kernels today");
            }
            made.incrementAndGet();
            return plain.convolution(spec, weight, bias);
        }

        @Override
        public Optional<Miniature> miniature(LayerSpec layer) {
            return Optional.of(new Miniature(layer.withChannels(16, 16), 1));
        }

        @Override
        public PixelKernel pixels() {
            return plain.pixels();
        }
    }

    @Test
    void secondEngineOfABackend_findsItWarm() {
        CountingKernels first = new CountingKernels("counting", 0);
        CountingKernels second = new CountingKernels("counting", 0);
        CpuSession.warmUp(first);
        CpuSession.warmUp(second);
        assertThat(first.made).hasPositiveValue();
        assertThat(second.made).hasValue(0);
    }

    @Test
    void layersThatAreNew_areCompiledByThemselves() {
        CountingKernels kernels = new CountingKernels("two networks", 0);
        LayerSpec one = new ConvolutionSpec(3, 32, 3, 3, 1, false);
        LayerSpec other = new ConvolutionSpec(32, 64, 5, 5, 1, false);
        WarmUp.start(kernels, List.of(one, one)).join();
        assertThat(kernels.made).hasValue(1);
        WarmUp.start(kernels, List.of(one, other)).join();
        assertThat(kernels.made).hasValue(2);
    }

    @Test
    void backendWithoutMiniatures_hasNothingToCompile() {
        assertThat(WarmUp.start(new PlainKernels(), List.of(new ConvolutionSpec(3, 32, 3, 3, 1, false))))
                .isCompleted();
    }

    @Test
    void failure_isToldAndTheNextEngineTriesAgain() {
        CountingKernels kernels = new CountingKernels("failing", 1);
        assertThatThrownBy(() -> CpuSession.warmUp(kernels))
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("no kernels today");
        CpuSession.warmUp(kernels);
        assertThat(kernels.made).hasPositiveValue();
    }
}
