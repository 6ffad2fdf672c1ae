package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.bench.subject.Backends;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BandedLayerTest {
    /** A layer that leaves out a band, a phase or a thread would be fast, and the pictures of the backends different. */
    @ParameterizedTest
    @EnumSource(names = {"CONV3X3_256_256_AT_64", "STRIDE2_64_128_AT_256", "TRANSPOSED_256_128_AT_256"})
    void run_isTheSameWithAllBackends(KernelLayer layer) throws InterruptedException, ExecutionException {
        float[] expected;
        try (BandedLayer plain = new BandedLayer(layer, Backends.kernels("plain"), 2)) {
            expected = plain.run().clone();
        }
        int untouched = 0;
        for (float value : expected) {
            untouched += value == 0 ? 1 : 0;
        }
        assertThat(untouched)
                .as("elements that are still zero; one or two may be by chance")
                .isLessThan(10);
        try (BandedLayer nd4j = new BandedLayer(layer, Backends.kernels("nd4j"), 1)) {
            float[] actual = nd4j.run();
            for (int i = 0; i < actual.length; i += 97) {
                assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(1e-3f));
            }
        }
    }
}
