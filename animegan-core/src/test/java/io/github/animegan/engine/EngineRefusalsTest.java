package io.github.animegan.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine refuses: with what is wrong, and before it computes anything. */
class EngineRefusalsTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(5).random());
    private final Generator generator = new SmallGenerator(layers).generator();

    private static Engine engine(Generator generator) {
        return new Engine(generator, new PlainKernels(), 2, false);
    }

    @Test
    void pictureOfAnotherShape_isRefusedWithItsShape() {
        try (Engine engine = engine(generator)) {
            for (int[] shape : new int[][] {{2, 8, 8, 3}, {1, 8, 8, 4}, {8, 8, 3}, {1, 3, 8, 8}, {0, 8, 8, 3}}) {
                Tensor picture = Tensor.zeros(shape);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.run(picture))
                        .withMessageContaining(picture.shape().toString());
            }
        }
    }

    @Test
    void pictureTooSmallForAReflection_isRefusedWithItsSize() {
        try (Engine engine = engine(generator)) {
            for (int[] size : new int[][] {{3, 40}, {40, 3}, {1, 1}, {0, 5}}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.run(layers.picture(size[0], size[1])))
                        .withMessageContaining(size[1] + "x" + size[0]);
            }
            assertThat(engine.run(layers.picture(4, 4)).output().shape().toString())
                    .isEqualTo("[1, 4, 4, 3]");
        }
    }

    @Test
    void pictureSmallerThanAWindow_isRefused() {
        try (Engine engine = engine(RandomLayers.generator(List.of(layers.convolution(3, 3, 7, 1))))) {
            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(layers.picture(6, 30)));
            assertThat(engine.run(layers.picture(7, 30)).output().shape().toString())
                    .isEqualTo("[1, 1, 24, 3]");
        }
    }

    @Test
    void sideThatIsNoMultiple_isRefusedWithTheMultiple() {
        Generator ofFour = new Generator("test", generator.layers(), ChannelOrder.RGB, 4);
        try (Engine engine = engine(ofFour)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.run(layers.picture(16, 18)))
                    .withMessageContaining("multiples of 4")
                    .withMessageContaining("[1, 16, 18, 3]");
            assertThat(engine.run(layers.picture(16, 20)).statistics().size()).isEqualTo(5);
        }
    }

    @Test
    void layersThatDoNotFit_areRefusedBeforeAnyRun() {
        for (List<Layer> wrong : List.of(
                List.<Layer>of(layers.convolution(4, 3, 3, 1)),
                List.<Layer>of(layers.transposed(4, 3, 3, 2, 1, 1)),
                List.<Layer>of(layers.convolution(3, 17, 3, 1)),
                List.<Layer>of(layers.groupNorm(2, 3)),
                List.<Layer>of(layers.transposed(3, 3, 2, 3, 0, 0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine(RandomLayers.generator(wrong)).close());
        }
    }

    @Test
    void residualWhoseBodyChangesTheSize_isRefused() {
        try (Engine engine = engine(RandomLayers.generator(
                List.of(layers.convolution(3, 16, 1, 1), new Residual(List.of(layers.convolution(16, 16, 3, 1))))))) {
            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(layers.picture(12, 12)));
        }
    }

    @Test
    void residualWhoseBodyChangesTheChannels_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine(RandomLayers.generator(List.of(
                                layers.convolution(3, 16, 1, 1),
                                new Residual(List.of(layers.convolution(16, 15, 1, 1))))))
                        .close());
    }

    @Test
    void noThreads_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Engine(generator, new PlainKernels(), 0, false).close());
    }
}
