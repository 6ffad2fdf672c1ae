package io.github.animegan.weights.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights in 8 bits, with a step for each channel. */
class Int8Test {
    private static final float[] WEIGHTS = {127, -64, 0.4f, 0.6f, 2.54f, -1.26f, 0, 1.27f, 0, 0, 0, 0};

    private static Tensor tensor(int... shape) {
        return Tensor.of(Shape.of(shape), WEIGHTS.clone());
    }

    private static float[] dequantized(Int8.Quantized quantized, Shape shape) {
        float[] values = new float[quantized.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = quantized.values()[i];
        }
        Tensor tensor = Tensor.of(shape, values);
        Int8.dequantize(tensor, quantized.scale());
        return tensor.data();
    }

    @Test
    void eachOutputChannel_hasItsOwnStep() {
        Int8.Quantized quantized = Int8.quantize("w", tensor(3, 2, 2, 1), 0);
        assertThat(quantized.values()).containsExactly(127, -64, 0, 1, 127, -63, 0, 64, 0, 0, 0, 0);
        assertThat(quantized.scale().shape()).isEqualTo(Shape.of(3, 1, 1, 1));
        assertThat(quantized.scale().data()).containsExactly(1, 0.02f, 0);
    }

    @Test
    void ofATransposedConvolution_itIsTheSecondAxis() {
        Int8.Quantized quantized = Int8.quantize("w", tensor(2, 3, 2, 1), 1);
        assertThat(quantized.scale().shape()).isEqualTo(Shape.of(1, 3, 1, 1));
        assertThat(quantized.scale().data()).containsExactly(1, 0.6f / 127, 2.54f / 127);
        assertThat(quantized.values()).startsWith(127, -64, 85, 127, 127, -63);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void multipliedBack_itIsHalfAStepOff(int axis) {
        Tensor weights = tensor(2, 3, 2);
        Int8.Quantized quantized = Int8.quantize("w", weights, axis);
        float[] back = dequantized(quantized, weights.shape());
        int inner = axis == 0 ? 6 : axis == 1 ? 2 : 1;
        float[] steps = quantized.scale().data();
        for (int i = 0; i < back.length; i++) {
            assertThat(back[i])
                    .as("weight %d", i)
                    .isCloseTo(WEIGHTS[i], within(0.501f * steps[i / inner % steps.length]));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void whatIsNoNumber_isRefused(float value) {
        Tensor weights = tensor(3, 4);
        weights.data()[5] = value;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Int8.quantize("head.weight", weights, 0))
                .withMessage("tensor head.weight has the element " + value + " at index 5, which int8 cannot hold");
    }

    @ParameterizedTest
    @CsvSource({
        "3 1 1 1, 3 2 2 1, true",
        "1 2 1 1, 3 2 2 1, true",
        "1 1 1 1, 3 2 2 1, true",
        "3 2 1 1, 3 2 2 1, false",
        "2 1 1 1, 3 2 2 1, false",
        "3 1 1, 3 2 2 1, false",
    })
    void scales(String scale, String tensor, boolean fits) {
        assertThat(Int8.isScaleOf(shape(scale), shape(tensor))).isEqualTo(fits);
    }

    private static Shape shape(String sizes) {
        return Shape.of(java.util.Arrays.stream(sizes.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray());
    }
}
