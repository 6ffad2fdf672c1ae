package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.subject.Backends;
import io.github.animegan.bench.subject.BenchmarkPicture;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.bench.subject.RandomWeights;
import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RandomWeightsTest {
    @ParameterizedTest
    @EnumSource
    void randomWeights_giveLivelyPictures(BenchmarkedModel network) {
        Generator generator = network.generator(network.randomWeights());
        try (Session session = new CpuSession(generator.network(), Backends.kernels("plain"), 2, false)) {
            Tensor output =
                    session.run(BenchmarkPicture.of(64), RunOptions.defaults()).output();

            double sum = 0;
            double squares = 0;
            int saturated = 0;
            for (float value : output.data()) {
                assertThat(value).isFinite().isBetween(-1f, 1f);
                sum += value;
                squares += (double) value * value;
                saturated += Math.abs(value) > 0.999 ? 1 : 0;
            }
            int count = output.data().length;
            double deviation = Math.sqrt(squares / count - sum / count * (sum / count));
            assertThat(deviation).as("deviation of the picture's values").isBetween(0.05, 0.95);
            assertThat(saturated).as("values at the ends of tanh").isLessThan(count / 4);
        }
    }

    @Test
    void randomWeights_haveThePublishedSizes() {
        assertThat(BenchmarkedModel.ANIME_GAN_V2.randomWeights().parameterCount())
                .isEqualTo(2_143_552);
        assertThat(BenchmarkedModel.ANIME_GAN_V2.randomWeights().size()).isEqualTo(77);
        assertThat(BenchmarkedModel.CARTOON_GAN.randomWeights().parameterCount())
                .isEqualTo(11_129_667);
        assertThat(BenchmarkedModel.CARTOON_GAN.randomWeights().size()).isEqualTo(94);
        assertThat(BenchmarkedModel.RESNET9.randomWeights().parameterCount()).isEqualTo(11_378_179);
    }

    @Test
    void randomWeights_areTheSameEveryTime() {
        StateDict once = RandomWeights.animeGanV2(4, 1);
        assertThat(RandomWeights.animeGanV2(4, 1)).isEqualTo(once);
        assertThat(RandomWeights.animeGanV2(4, 2)).isNotEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void fits_onlyItsOwnNetworkAndWidth(BenchmarkedModel network) {
        for (BenchmarkedModel other : BenchmarkedModel.values()) {
            assertThat(network.fits(other.randomWeights()))
                    .as("%s fits weights of %s", network, other)
                    .isEqualTo(network == other);
        }
        assertThat(BenchmarkedModel.ANIME_GAN_V2.fits(RandomWeights.animeGanV2(8, 1)))
                .isFalse();
    }
}
