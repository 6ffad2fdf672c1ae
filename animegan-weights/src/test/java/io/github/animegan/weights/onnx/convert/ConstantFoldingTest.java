package io.github.animegan.weights.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxNode.Attribute;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models do to their weights; the expected numbers are NumPy's. */
class ConstantFoldingTest {
    private static final OnnxTensor SIX = OnnxTensor.of(new int[] {2, 3}, 0f, 1f, 2f, 3f, 4f, 5f);

    private static OnnxTensor compute(String operator, Map<String, Attribute> attributes, OnnxTensor... in) {
        return ConstantFolding.compute(new OnnxNode("", operator, "", List.of(), List.of(), attributes), List.of(in));
    }

    private static Map<String, Attribute> with(String name, long... integers) {
        return Map.of(name, new Attribute(integers[0], 0, "", null, integers, new float[0]));
    }

    private static OnnxTensor longs(long... values) {
        return OnnxTensor.of(new int[] {values.length}, values);
    }

    private static OnnxTensor floats(float... values) {
        return OnnxTensor.of(new int[] {values.length}, values);
    }

    private static void assertIs(OnnxTensor actual, int[] dims, float... values) {
        assertThat(actual.dims()).isEqualTo(dims);
        assertThat(actual.floats()).isEqualTo(values);
    }

    private static void assertUnsupported(Runnable computation, String problem) {
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(computation::run)
                .withMessageContaining(problem);
    }

    @Test
    void shapes() {
        assertIs(compute("Reshape", Map.of(), SIX, longs(3, 2)), new int[] {3, 2}, 0, 1, 2, 3, 4, 5);
        assertIs(compute("Unsqueeze", Map.of(), SIX, longs(0)), new int[] {1, 2, 3}, 0, 1, 2, 3, 4, 5);
        assertIs(compute("Unsqueeze", with("axes", 2), SIX), new int[] {2, 3, 1}, 0, 1, 2, 3, 4, 5);
        assertIs(compute("Flatten", with("axis", 0), SIX), new int[] {1, 6}, 0, 1, 2, 3, 4, 5);
        assertUnsupported(() -> compute("Reshape", Map.of(), SIX, longs(4, 2)), "another number of elements");
    }

    @Test
    void transpose() {
        assertIs(compute("Transpose", Map.of(), SIX), new int[] {3, 2}, 0, 3, 1, 4, 2, 5);
        assertIs(compute("Transpose", with("perm", 0, 1), SIX), new int[] {2, 3}, 0, 1, 2, 3, 4, 5);
        OnnxTensor deep = OnnxTensor.of(new int[] {1, 2, 3}, 0f, 1f, 2f, 3f, 4f, 5f);
        assertIs(compute("Transpose", with("perm", 2, 0, 1), deep), new int[] {3, 1, 2}, 0, 3, 1, 4, 2, 5);
    }

    @ParameterizedTest
    @CsvSource({"Add, 6, 8, 10", "Sub, -2, -2, -2", "Mul, 8, 15, 24", "Div, 0.5, 0.6, 0.6666667"})
    void arithmetic(String operator, float a, float b, float c) {
        assertIs(compute(operator, Map.of(), floats(2, 3, 4), floats(4, 5, 6)), new int[] {3}, a, b, c);
    }

    @Test
    void arithmetic_ofUnequalShapes() {
        assertIs(compute("Sub", Map.of(), SIX, floats(0, 10, 20)), new int[] {2, 3}, 0, -9, -18, 3, -6, -15);
        OnnxTensor column = OnnxTensor.of(new int[] {2, 1}, 1f, 2f);
        assertIs(compute("Mul", Map.of(), column, SIX), new int[] {2, 3}, 0, 1, 2, 6, 8, 10);
        assertUnsupported(() -> compute("Mul", Map.of(), column, floats(1, 2, 3)), "grow by being combined");
    }

    @Test
    void dequantize() {
        OnnxTensor whole = OnnxTensor.of(new int[] {2, 3}, 0L, 1L, 2L, 3L, 4L, 5L);
        assertIs(
                compute("DequantizeLinear", Map.of(), whole, floats(0.5f)),
                new int[] {2, 3},
                0,
                0.5f,
                1,
                1.5f,
                2,
                2.5f);
        assertIs(
                compute("DequantizeLinear", Map.of(), whole, floats(1, 2, 3), longs(0, 1, 2)),
                new int[] {2, 3},
                0,
                0,
                0,
                3,
                6,
                9);
        assertIs(
                compute("DequantizeLinear", with("axis", 0), whole, floats(1, 10), longs(1, 0)),
                new int[] {2, 3},
                -1,
                0,
                1,
                30,
                40,
                50);
        OnnxTensor single = OnnxTensor.of(new int[0], 7L);
        assertIs(compute("DequantizeLinear", Map.of(), single, floats(2), longs(1)), new int[0], 12);
        assertUnsupported(
                () -> compute("DequantizeLinear", Map.of(), whole, floats(1, 2)), "scales of 2 for an axis of 3");
        assertUnsupported(
                () -> compute("DequantizeLinear", Map.of(), whole, floats(1, 2, 3), longs(1)),
                "scales of 3 for an axis of 3");
    }

    @Test
    void others() {
        assertThat(compute("Identity", Map.of(), SIX)).isSameAs(SIX);
        assertThat(compute("Cast", Map.of(), SIX)).isSameAs(SIX);
        assertUnsupported(() -> compute("Einsum", Map.of(), SIX), "not known for weights");
    }
}
