package io.github.animegan.engine.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.engine.kernel.ConvolutionSpec;
import io.github.animegan.engine.kernel.Exercise;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.LayerSpec;
import io.github.animegan.engine.kernel.TransposedSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class VectorExercisesTest {
    /** One for each code that computes layers. */
    static final List<LayerSpec> LAYERS = List.of(
            new ConvolutionSpec(3, 32, 7, 7, 1, false),
            new ConvolutionSpec(64, 48, 5, 5, 1, false),
            new ConvolutionSpec(32, 64, 3, 3, 2, false),
            new ConvolutionSpec(64, 48, 3, 3, 1, false),
            new ConvolutionSpec(256, 256, 3, 3, 1, false),
            new ConvolutionSpec(64, 32, 7, 7, 1, false),
            new ConvolutionSpec(64, 128, 1, 1, 1, false),
            new ConvolutionSpec(64, 16, 1, 1, 1, false),
            new ConvolutionSpec(64, 64, 3, 3, 1, true),
            new ConvolutionSpec(64, 3, 7, 7, 1, false),
            new TransposedSpec(64, 32, 4, 4, 2, 1, 0),
            new TransposedSpec(64, 32, 5, 5, 3, 1, 0));

    private final Kernels kernels = new VectorKernels();

    @ParameterizedTest
    @FieldSource("LAYERS")
    void exercisesOfALayer_canBeCalled(LayerSpec layer) {
        assertThat(kernels.exercises(layer)).isNotEmpty().allSatisfy(VectorExercisesTest::call);
    }

    @Test
    void exercisesOfPixels_canBeCalled() {
        assertThat(kernels.pixelExercises(true)).isNotEmpty().allSatisfy(VectorExercisesTest::call);
    }

    @Test
    void firstExercise_canBeCalled() {
        assertThat(kernels.firstExercise()).hasValueSatisfying(VectorExercisesTest::call);
    }

    private static void call(Exercise exercise) {
        assertThat(exercise.operations()).isPositive();
        exercise.calls().make(3, false);
        exercise.calls().make(3, true);
    }

    @Test
    void sameCode_hasOneName() {
        assertThat(names(new ConvolutionSpec(128, 32, 3, 3, 1, false)))
                .isEqualTo(names(new ConvolutionSpec(32, 64, 3, 3, 1, false)));
    }

    @Test
    void transformsOfDifferentSizes_haveDifferentNames() {
        assertThat(Stream.of(LAYERS.get(2), LAYERS.get(3), LAYERS.get(4), LAYERS.get(5))
                        .flatMap(layer -> names(layer).stream())
                        .filter(name -> name.endsWith("put"))
                        .distinct())
                .hasSize(8);
    }

    private List<String> names(LayerSpec layer) {
        return kernels.exercises(layer).stream().map(Exercise::name).toList();
    }

    @Test
    void depthwiseLayerOfFewChannels_hasNoVectorsToCompile() {
        assertThat(kernels.exercises(new ConvolutionSpec(3, 3, 3, 3, 1, true))).isEmpty();
    }
}
