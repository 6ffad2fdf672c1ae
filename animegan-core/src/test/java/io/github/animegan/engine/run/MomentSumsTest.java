package io.github.animegan.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.PaddedChannels;
import io.github.animegan.engine.kernel.PixelView;
import io.github.animegan.engine.kernel.Scratch;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.network.NormStatistics;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Means and variances of channels, from bands of rows. */
class MomentSumsTest {
    private static final int CHANNELS = 3;
    private static final int STRIDE = PaddedChannels.of(CHANNELS);

    private final Random random = Seed.fixed(8).random();

    /** Rows of pixels whose channels have different means and spreads. */
    private float[] pixels(int count, float mean) {
        float[] values = new float[count * STRIDE];
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < CHANNELS; c++) {
                values[i * STRIDE + c] = mean * (c + 1) + (float) random.nextGaussian() * (c + 0.5f);
            }
        }
        return values;
    }

    private static NormStatistics.Moments moments(float[] values, int width, int... bandRows) {
        MomentSums sums = new MomentSums(CHANNELS, bandRows.length);
        try (Scratch scratch = new Scratch()) {
            // In any order, and one of them twice: what a band had before does not count.
            int first = 0;
            for (int turn = 0; turn < 2; turn++) {
                first = 0;
                for (int band = 0; band < bandRows.length; band++) {
                    PixelView view = new PixelView(values, first * width * STRIDE, width * STRIDE, STRIDE);
                    sums.add(band, view, bandRows[band], width, new PlainKernels().pixels(), scratch);
                    first += bandRows[band];
                }
            }
        }
        return sums.join();
    }

    @ParameterizedTest
    @CsvSource({"0, 300, 2 3 1", "5, 300, 6", "1000, 17, 1 1 1 1 2", "0.5, 128, 3 3"})
    void areThoseOfAllPixels(float mean, int width, String bands) {
        int[] rows = java.util.Arrays.stream(bands.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        int count = 6 * width;
        float[] values = pixels(count, mean);
        NormStatistics.Moments moments = moments(values, width, rows);
        for (int c = 0; c < CHANNELS; c++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                sum += values[i * STRIDE + c];
            }
            double squares = 0;
            for (int i = 0; i < count; i++) {
                squares += Math.pow(values[i * STRIDE + c] - sum / count, 2);
            }
            assertThat(moments.mean()[c]).as("mean %d", c).isCloseTo(sum / count, within(1e-5 * (1 + 3 * mean)));
            assertThat(moments.variance()[c])
                    .as("variance %d", c)
                    .isCloseTo(squares / count, within(1e-4 * squares / count));
        }
    }

    @Test
    void ofAConstantMap_varianceIsZero() {
        float[] values = new float[40 * STRIDE];
        java.util.Arrays.fill(values, 12345.678f);
        NormStatistics.Moments moments = moments(values, 10, 1, 2, 1);
        assertThat(moments.variance()).containsOnly(0);
        assertThat(moments.mean()).containsOnly((double) 12345.678f);
    }

    @Test
    void sumsFitTheirMap() {
        MomentSums sums = new MomentSums(3, 4);
        assertThat(sums.isFor(3, 4)).isTrue();
        assertThat(sums.isFor(4, 4)).isFalse();
        assertThat(sums.isFor(3, 3)).isFalse();
    }
}
