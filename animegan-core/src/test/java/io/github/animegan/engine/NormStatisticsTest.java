package io.github.animegan.engine;

import static io.github.animegan.engine.EngineCheck.assertSameBits;
import static io.github.animegan.engine.Layer.op;
import static io.github.animegan.engine.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.Seed;
import io.github.animegan.network.NormStatistics;
import io.github.animegan.network.Op.InstanceNorm;
import io.github.animegan.network.Op.Tanh;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NormStatisticsTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(4).random());
    private final SmallGenerator small = new SmallGenerator(layers);

    @ParameterizedTest
    @EnumSource
    void aPictureWithItsOwnStatistics_isTheSameBitForBit(TestBackends backend) {
        Tensor picture = layers.picture(53, 38);
        try (Session engine = session(small.generator(), backend.kernels(), 2)) {
            Session.Result free = engine.run(picture, RunOptions.defaults());
            Session.Result frozen = engine.run(picture, RunOptions.defaults().withStatistics(free.statistics()));
            assertSameBits(frozen.output(), free.output(), "with its own statistics");
            assertSameBits(
                    engine.run(picture, RunOptions.defaults().withStatistics(frozen.statistics()))
                            .output(),
                    free.output(),
                    "with those of the frozen run");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartWithTheWholesStatistics_equalsThePartOfTheWholeAwayFromTheSeam(TestBackends backend) {
        Tensor whole = layers.picture(48, 96);
        Tensor left = columns(whole, 0, 64);
        try (Session engine = session(small.generator(), backend.kernels(), 2)) {
            Session.Result result = engine.run(whole, RunOptions.defaults());
            Tensor expected = columns(result.output(), 0, 64 - SmallGenerator.REACH);
            Tensor frozen = engine.run(left, RunOptions.defaults().withStatistics(result.statistics()))
                    .output();
            EngineCheck.assertClose(
                    columns(frozen, 0, 64 - SmallGenerator.REACH), Grid.of(expected), "the left part, frozen");
            Tensor free = columns(engine.run(left, RunOptions.defaults()).output(), 0, 64 - SmallGenerator.REACH);
            assertThat(free).as("without the statistics the part should differ").isNotEqualTo(expected);
        }
    }

    @Test
    void frozenStatistics_replaceThePicturesOwn() {
        Tensor picture = layers.picture(9, 7);
        Tensor brighter = Tensor.zeros(1, 9, 7, 3);
        for (int i = 0; i < brighter.data().length; i++) {
            brighter.data()[i] = 3 * picture.data()[i] + 5;
        }
        List<Layer> norm = List.of(op(new InstanceNorm(0.01, null, null)));
        try (Session engine = session(Layer.generator(norm), TestBackends.PLAIN.kernels(), 1)) {
            Session.Result dark = engine.run(picture, RunOptions.defaults());
            Tensor bright = engine.run(brighter, RunOptions.defaults().withStatistics(dark.statistics()))
                    .output();
            for (int i = 0; i < bright.data().length; i++) {
                double mean = dark.statistics().get(0).mean()[i % 3];
                double deviation = Math.sqrt(dark.statistics().get(0).variance()[i % 3] + 0.01);
                assertThat((double) bright.data()[i])
                        .as("element %d", i)
                        .isCloseTo((brighter.data()[i] - mean) / deviation, within(1e-5));
            }
        }
    }

    @Test
    void blend_goesFromOneToTheOther() {
        Tensor picture = layers.picture(20, 20);
        try (Session engine = session(small.generator(), TestBackends.PLAIN.kernels(), 2)) {
            NormStatistics one = engine.run(picture, RunOptions.defaults()).statistics();
            NormStatistics other =
                    engine.run(layers.picture(28, 20), RunOptions.defaults()).statistics();
            Tensor byOne = engine.run(picture, RunOptions.defaults().withStatistics(one))
                    .output();
            Tensor byOther = engine.run(picture, RunOptions.defaults().withStatistics(other))
                    .output();
            assertSameBits(
                    engine.run(picture, RunOptions.defaults().withStatistics(one.blend(other, 0)))
                            .output(),
                    byOne,
                    "weight 0");
            EngineCheck.assertClose(
                    engine.run(picture, RunOptions.defaults().withStatistics(one.blend(other, 1)))
                            .output(),
                    Grid.of(byOther),
                    "weight 1");
            NormStatistics blended = one.blend(other, 0.25);
            assertThat(blended.size()).isEqualTo(one.size()).isEqualTo(5);
            for (int norm = 0; norm < blended.size(); norm++) {
                double expectedMean =
                        0.75 * one.get(norm).mean()[1] + 0.25 * other.get(norm).mean()[1];
                double expectedVariance = 0.75 * one.get(norm).variance()[1]
                        + 0.25 * other.get(norm).variance()[1];
                assertThat(blended.get(norm).mean()[1]).as("mean %d", norm).isCloseTo(expectedMean, within(1e-12));
                assertThat(blended.get(norm).variance()[1])
                        .as("variance %d", norm)
                        .isCloseTo(expectedVariance, within(1e-12));
            }
        }
    }

    @Test
    void statisticsOfAnotherGenerator_areRefusedWithBothCounts() {
        List<Layer> one = List.of(layers.instanceNorm(3));
        try (Session engine = session(small.generator(), TestBackends.PLAIN.kernels(), 1);
                Session other = session(Layer.generator(one), TestBackends.PLAIN.kernels(), 1)) {
            Tensor picture = layers.picture(12, 12);
            NormStatistics five = engine.run(picture, RunOptions.defaults()).statistics();
            NormStatistics single = other.run(picture, RunOptions.defaults()).statistics();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.run(picture, RunOptions.defaults().withStatistics(five)))
                    .withMessageContaining("5")
                    .withMessageContaining("1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> five.blend(single, 0.5))
                    .withMessageContaining("5")
                    .withMessageContaining("1");
        }
    }

    @Test
    void aGeneratorWithoutNorms_hasNoStatistics() {
        try (Session engine = session(Layer.generator(List.of(op(new Tanh()))), TestBackends.PLAIN.kernels(), 1)) {
            assertThat(engine.run(layers.picture(2, 2), RunOptions.defaults())
                            .statistics()
                            .size())
                    .isZero();
        }
    }

    private static Tensor columns(Tensor picture, int from, int to) {
        int height = picture.shape().size(1);
        int width = picture.shape().size(2);
        Tensor part = Tensor.zeros(1, height, to - from, 3);
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.data(), (y * width + from) * 3, part.data(), y * (to - from) * 3, (to - from) * 3);
        }
        return part;
    }
}
