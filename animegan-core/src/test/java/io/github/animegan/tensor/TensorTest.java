package io.github.animegan.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void dataOfAnotherLength_isRefusedWithBothCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.of(Shape.of(2, 3), new float[5]))
                .withMessageContaining("[2, 3]")
                .withMessageContaining("5");
    }

    @Test
    void shape_ofNegativeOrTooManyElements_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(2, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shape.of(65536, 65536))
                .withMessageContaining("[65536, 65536]");
        assertThat(Shape.of().elementCount()).as("a scalar").isEqualTo(1);
        assertThat(Shape.of(3, 0, 7).elementCount()).isZero();
    }

    @Test
    void shape_doesNotFollowItsArray() {
        int[] dimensions = {1, 2};
        Shape shape = Shape.of(dimensions);
        dimensions[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(1, 2)).hasSameHashCodeAs(Shape.of(1, 2));
        assertThat(shape).hasToString("[1, 2]").isNotEqualTo(Shape.of(2, 1));
    }

    @Test
    void nchwToNhwc_movesChannelsLast_andBack() {
        float[] values = new float[2 * 3 * 2 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Tensor nchw = Tensor.of(Shape.of(2, 3, 2, 5), values);
        Tensor nhwc = nchw.nchwToNhwc();
        assertThat(nhwc.shape()).isEqualTo(Shape.of(2, 2, 5, 3));
        for (int n = 0; n < 2; n++) {
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < 2; y++) {
                    for (int x = 0; x < 5; x++) {
                        assertThat(nhwc.data()[((n * 2 + y) * 5 + x) * 3 + c])
                                .as("n %d, c %d, y %d, x %d", n, c, y, x)
                                .isEqualTo(values[((n * 3 + c) * 2 + y) * 5 + x]);
                    }
                }
            }
        }
        assertThat(nhwc.nhwcToNchw()).isEqualTo(nchw);
    }

    @Test
    void nchwToNhwc_ofNoPixels_isEmpty() {
        assertThat(Tensor.zeros(1, 3, 0, 4).nchwToNhwc().shape()).isEqualTo(Shape.of(1, 0, 4, 3));
    }

    @Test
    void transposing_ofThreeAxes_isRefusedWithTheShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.zeros(3, 4, 5).nchwToNhwc())
                .withMessageContaining("[3, 4, 5]");
    }

    @Test
    void reshape_sharesTheData() {
        Tensor tensor = Tensor.zeros(2, 6);
        tensor.reshape(3, 4).data()[5] = 1;
        assertThat(tensor.data()[5]).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> tensor.reshape(5, 2));
    }

    @Test
    void stateDict_keepsOrderAndNamesTheMissingKey() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.zeros(2));
        tensors.put("a", Tensor.zeros(3, 4));
        StateDict dict = StateDict.of(tensors);
        tensors.clear();
        assertThat(dict.keys()).containsExactly("b", "a");
        assertThat(dict.parameterCount()).isEqualTo(14);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dict.get("model.1.weight"))
                .withMessageContaining("model.1.weight");
        assertThat(dict.find("c")).isEmpty();
    }
}
