package io.github.animegan.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.network.ResizeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where places of a resized axis lie in the source: the positions that PyTorch's and TensorFlow's rules give. */
class InterpolationTest {
    @ParameterizedTest
    @CsvSource({
        "ALIGN_CORNERS, 4, 0 0.5 1 1.5 2 2.5 3",
        "ALIGN_CORNERS, 5, 0 2 4",
        "ALIGN_CORNERS, 5, 0",
        "ALIGN_CORNERS, 1, 0 0 0",
        "HALF_PIXEL, 2, 0 0.25 0.75 1.25",
        "HALF_PIXEL, 4, 0.5 2.5",
        "HALF_PIXEL, 3, 0 0.4 1 1.6 2.2",
        "ASYMMETRIC, 2, 0 0.5 1 1.5",
        "ASYMMETRIC, 3, 0 1.5",
        "NEAREST, 2, 0 0 1 1",
        "NEAREST, 5, 0 1 3",
    })
    void positions(ResizeMode mode, int in, String expected) {
        double[] positions = java.util.Arrays.stream(expected.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        Interpolation resized = Interpolation.of(mode, in, positions.length);
        for (int i = 0; i < positions.length; i++) {
            int before = Math.min((int) positions[i], in - 1);
            // A little below a whole number is as good as the number itself.
            assertThat(resized.first()[i] + (double) resized.fraction()[i])
                    .as("place %d", i)
                    .isCloseTo(positions[i], within(1e-6));
            assertThat(resized.first()[i]).isEqualTo(before);
            assertThat(resized.second()[i]).isEqualTo(Math.min(before + 1, in - 1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyPlace_liesWithin(ResizeMode mode) {
        for (int in : new int[] {1, 2, 7, 100}) {
            for (int out : new int[] {1, 2, 3, 7, 50, 201}) {
                Interpolation resized = Interpolation.of(mode, in, out);
                for (int i = 0; i < out; i++) {
                    assertThat(resized.first()[i]).isBetween(i == 0 ? 0 : resized.first()[i - 1], in - 1);
                    assertThat(resized.second()[i]).isBetween(resized.first()[i], in - 1);
                    assertThat(resized.fraction()[i]).isBetween(0f, 1f);
                }
            }
        }
    }

    @Test
    void ofManyPlaces_nothingOverflows() {
        Interpolation nearest = Interpolation.of(ResizeMode.NEAREST, 60_000, 60_000);
        assertThat(nearest.first()[59_999]).isEqualTo(59_999);
    }
}
