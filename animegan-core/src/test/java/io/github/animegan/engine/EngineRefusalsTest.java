package io.github.animegan.engine;

import static io.github.animegan.engine.Sessions.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.animegan.Seed;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an engine refuses: with what is wrong, and before it computes anything. */
class EngineRefusalsTest {
    private final RandomLayers layers = new RandomLayers(Seed.fixed(5).random());
    private final Generator generator = new SmallGenerator(layers).generator();

    private static Session engine(Generator generator) {
        return session(generator, new PlainKernels(), 2);
    }

    @Test
    void pictureOfAnotherShape_isRefusedWithItsShape() {
        try (Session engine = engine(generator)) {
            for (int[] shape : new int[][] {{1, 8, 8, 4}, {8, 8, 3}, {1, 3, 8, 8}, {0, 8, 8, 3}}) {
                Tensor picture = Tensor.zeros(shape);
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.run(picture, RunOptions.defaults()))
                        .withMessageContaining(picture.shape().toString());
            }
        }
    }

    @Test
    void pictureTooSmallForAReflection_isRefusedWithItsSize() {
        try (Session engine = engine(generator)) {
            for (int[] size : new int[][] {{3, 40}, {40, 3}, {1, 1}, {0, 5}}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> engine.run(layers.picture(size[0], size[1]), RunOptions.defaults()))
                        .withMessageContaining(size[1] + "x" + size[0]);
            }
            assertThat(engine.run(layers.picture(4, 4), RunOptions.defaults())
                            .output()
                            .shape()
                            .toString())
                    .isEqualTo("[1, 4, 4, 3]");
        }
    }

    @Test
    void pictureSmallerThanAWindow_isRefused() {
        try (Session engine = engine(Layer.generator(List.of(layers.convolution(3, 3, 7, 1))))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.run(layers.picture(6, 30), RunOptions.defaults()));
            assertThat(engine.run(layers.picture(7, 30), RunOptions.defaults())
                            .output()
                            .shape()
                            .toString())
                    .isEqualTo("[1, 1, 24, 3]");
        }
    }

    @Test
    void layersThatDoNotFit_areRefusedBeforeAnyRun() {
        for (List<Layer> wrong : List.of(
                List.<Layer>of(layers.convolution(4, 3, 3, 1)),
                List.<Layer>of(layers.transposed(4, 3, 3, 2, 1, 1)),
                List.<Layer>of(layers.groupNorm(2, 3)),
                List.<Layer>of(layers.transposed(3, 3, 2, 3, 0, 0)))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine(Layer.generator(wrong)).close());
        }
    }

    @Test
    void residualWhoseBodyChangesTheSize_isRefused() {
        try (Session engine = engine(Layer.generator(List.of(
                layers.convolution(3, 16, 1, 1),
                Layer.residual(List.of(layers.convolution(16, 16, 3, 1))),
                layers.convolution(16, 3, 1, 1))))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> engine.run(layers.picture(12, 12), RunOptions.defaults()));
        }
    }

    @Test
    void residualWhoseBodyChangesTheChannels_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> engine(Layer.generator(List.of(
                                layers.convolution(3, 16, 1, 1),
                                Layer.residual(List.of(layers.convolution(16, 15, 1, 1))))))
                        .close());
    }

    @Test
    void noThreads_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> session(generator, new PlainKernels(), 0).close());
    }
}
