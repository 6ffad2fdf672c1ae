package io.github.animegan.engine;

import static io.github.animegan.engine.Layer.op;
import static io.github.animegan.engine.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.Seed;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.network.Op.InstanceNorm;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Relu;
import io.github.animegan.network.Op.Tanh;
import io.github.animegan.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The error against float64 does not grow with the picture. Engines that sum a normalisation's statistics up in float32 lose digits
 * with every pixel: ONNX Runtime is off by 3.9e-4 with AnimeGANv2 at 512x512, by 3.6e-3 at 1080x1080.
 */
class EngineAccuracyTest {
    private static final int[] SIDES = {256, 512, 1080};

    private final RandomLayers layers = new RandomLayers(Seed.fixed(5).random());

    /** Bright below and dark above, so that no band is like the whole; far from zero, so that squares would cancel. */
    private Tensor slope(int side) {
        Tensor picture = layers.picture(side, side);
        for (int i = 0; i < picture.data().length; i++) {
            picture.data()[i] += 100 + 4f * i / picture.data().length;
        }
        return picture;
    }

    /** Measured: means within 4.5e-9 at 256 and 1e-10 at 2048, variances within 9e-9 and 2.5e-9 of themselves (vector). */
    @ParameterizedTest
    @EnumSource
    void statistics_areAsExactOfLargeMapsAsOfSmallOnes(TestBackends backend) {
        List<Layer> norm = List.of(op(new InstanceNorm(1e-5, null, null)));
        try (Session engine = session(Layer.generator(norm), backend.kernels(), 2)) {
            for (int side : new int[] {256, 512, 1080, 2048}) {
                Tensor picture = slope(side);
                NormStatistics.Moments actual =
                        engine.run(picture, RunOptions.defaults()).statistics().get(0);
                for (int channel = 0; channel < 3; channel++) {
                    double mean = mean(picture, channel);
                    double variance = variance(picture, channel, mean);
                    assertThat(actual.mean()[channel])
                            .as("mean of channel %d at %d", channel, side)
                            .isCloseTo(mean, within(1e-8));
                    assertThat(actual.variance()[channel])
                            .as("variance of channel %d at %d", channel, side)
                            .isCloseTo(variance, within(3e-8 * variance));
                }
            }
        }
    }

    /** Measured: 4.5e-7 at 256, 5.4e-7 at 512, 6.4e-7 at 1080 (vector); the others are as close. */
    @ParameterizedTest
    @EnumSource
    void network_isAsExactOfLargePicturesAsOfSmallOnes(TestBackends backend) {
        List<Layer> network = References.NETWORK;
        try (Session engine = session(Layer.generator(network), backend.kernels(), 2)) {
            for (int side : SIDES) {
                Grid expected = References.at(side);
                float[] actual = engine.run(References.picture(side), RunOptions.defaults())
                        .output()
                        .data();
                double error = 0;
                for (int i = 0; i < actual.length; i++) {
                    error = Math.max(error, Math.abs(actual[i] - expected.values()[i]));
                }
                assertThat(error).as("error at %d", side).isLessThan(2e-6);
            }
        }
    }

    /** A small network's results in float64, computed once for all backends. */
    private static final class References {
        private static final RandomLayers LAYERS =
                new RandomLayers(Seed.fixed(6).random());
        private static final List<Layer> NETWORK = List.of(
                op(Padding.reflect(1)),
                LAYERS.convolution(3, 16, 3, 1),
                LAYERS.instanceNorm(16),
                op(new Relu(0.2f)),
                LAYERS.convolution(16, 3, 1, 1),
                LAYERS.groupNorm(1, 3),
                op(new Tanh()));
        private static final Map<Integer, Tensor> PICTURES = new HashMap<>();
        private static final Map<Integer, Grid> RESULTS = new HashMap<>();

        static Tensor picture(int side) {
            return PICTURES.computeIfAbsent(side, key -> LAYERS.picture(side, side));
        }

        static Grid at(int side) {
            return RESULTS.computeIfAbsent(
                    side, key -> ReferenceInterpreter.run(Layer.network(NETWORK), picture(side)));
        }
    }

    private static double mean(Tensor picture, int channel) {
        double sum = 0;
        for (int i = channel; i < picture.data().length; i += 3) {
            sum += picture.data()[i];
        }
        return sum * 3 / picture.data().length;
    }

    private static double variance(Tensor picture, int channel, double mean) {
        double sum = 0;
        for (int i = channel; i < picture.data().length; i += 3) {
            sum += (picture.data()[i] - mean) * (picture.data()[i] - mean);
        }
        return sum * 3 / picture.data().length;
    }
}
