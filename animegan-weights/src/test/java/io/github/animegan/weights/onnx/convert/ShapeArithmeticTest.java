package io.github.animegan.weights.onnx.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxNode.Attribute;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ONNX says of the operators that models compute sizes with; the expected numbers are NumPy's. */
class ShapeArithmeticTest {
    private static final int TRIES = 2;

    private static Numbers integers(int[] dims, long... values) {
        return Numbers.of(OnnxTensor.of(dims, values), TRIES);
    }

    private static Numbers list(long... values) {
        return integers(new int[] {values.length}, values);
    }

    private static Numbers floats(float... values) {
        return Numbers.of(OnnxTensor.of(new int[] {values.length}, values), TRIES);
    }

    /** {@code 0, 1, 2 ...} of a shape. */
    private static Numbers counted(int... dims) {
        long[] values = new long[Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(values, i -> i);
        return integers(dims, values);
    }

    private static OnnxNode node(String operator, Map<String, Attribute> attributes) {
        return new OnnxNode("", operator, "", List.of(), List.of(), attributes);
    }

    private static Map<String, Attribute> with(String name, long... integers) {
        Map<String, Attribute> attributes = new HashMap<>();
        attributes.put(
                name, new Attribute(integers.length == 0 ? 0 : integers[0], 0, "", null, integers, new float[0]));
        return attributes;
    }

    private static Numbers compute(String operator, Map<String, Attribute> attributes, Numbers... in) {
        return new ShapeArithmetic(TRIES).compute(node(operator, attributes), List.of(in));
    }

    private static Numbers compute(String operator, Numbers... in) {
        return compute(operator, Map.of(), in);
    }

    private static void assertIs(Numbers actual, int[] dims, double... values) {
        assertThat(actual.dims()).isEqualTo(dims);
        assertThat(actual.isConstant()).isTrue();
        assertThat(actual.constant()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "Add, 7, 2, 9",
        "Sub, 7, 2, 5",
        "Mul, 7, 2, 14",
        "Div, 7, 2, 3",
        "Div, -7, 2, -3",
        "Mod, 7, 4, 3",
        "Mod, -7, 4, 1",
        "Mod, 7, 0, 0",
        "Pow, 7, 2, 49",
        "Max, 7, 2, 7",
        "Min, 7, 2, 2",
        "Equal, 7, 7, 1",
        "Equal, 7, 2, 0",
        "Greater, 7, 2, 1",
        "Greater, 7, 7, 0",
        "Less, 2, 7, 1",
        "Less, 7, 7, 0",
        "And, 1, 1, 1",
        "And, 1, 0, 0",
        "And, 0, 1, 0",
        "Or, 0, 0, 0",
        "Or, 1, 0, 1",
        "Or, 0, 1, 1",
    })
    void twoWholeNumbers(String operator, long a, long b, double expected) {
        Numbers result = compute(operator, list(a), list(b));
        assertIs(result, new int[] {1}, expected);
        assertThat(result.integer()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Floor, -1.5, -2",
        "Ceil, 1.25, 2",
        "Neg, 1.5, -1.5",
        "Abs, -1.5, 1.5",
        "Sqrt, 2.25, 1.5",
        "Reciprocal, 4, 0.25",
        "Round, 2.5, 2",
        "Round, 3.5, 4",
        "Not, 0, 1",
        "Not, 3, 0",
        "Identity, 1.5, 1.5",
    })
    void oneFraction(String operator, float value, double expected) {
        Numbers result = compute(operator, floats(value));
        assertIs(result, new int[] {1}, expected);
        assertThat(result.integer()).isFalse();
    }

    @Test
    void fractionsAreDividedAsSuch_andManyAreAdded() {
        assertIs(compute("Div", floats(7), list(2)), new int[] {1}, 3.5);
        assertIs(compute("Max", list(1), list(5), list(3)), new int[] {1}, 5);
        assertIs(
                compute("Add", counted(2, 3), integers(new int[] {2, 1}, 10, 20)),
                new int[] {2, 3},
                10,
                11,
                12,
                23,
                24,
                25);
    }

    @Test
    void cast_toWholeNumbers_cutsOff() {
        assertIs(compute("Cast", with("to", 7), floats(2.75f, -2.75f)), new int[] {2}, 2, -2);
        assertThat(compute("Cast", with("to", 7), floats(2)).integer()).isTrue();
        for (long type : new long[] {1, 10, 11, 16}) {
            Numbers result = compute("Cast", with("to", type), floats(2.75f));
            assertIs(result, new int[] {1}, 2.75);
            assertThat(result.integer()).isFalse();
        }
    }

    @Test
    void gather_onEachAxis() {
        assertIs(compute("Gather", list(5, 6, 7), integers(new int[0], -1)), new int[0], 7);
        assertIs(compute("Gather", counted(2, 3), list(1, 0)), new int[] {2, 3}, 3, 4, 5, 0, 1, 2);
        assertIs(compute("Gather", with("axis", 1), counted(2, 3, 2), list(2)), new int[] {2, 1, 2}, 4, 5, 10, 11);
        assertIs(
                compute("Gather", with("axis", -1), counted(2, 3), integers(new int[] {1, 2}, 2, 0)),
                new int[] {2, 1, 2},
                2,
                0,
                5,
                3);
    }

    @Test
    void concat_onEachAxis() {
        assertIs(compute("Concat", with("axis", 0), list(1, 2), list(3)), new int[] {3}, 1, 2, 3);
        assertIs(
                compute("Concat", with("axis", 1), counted(2, 2), integers(new int[] {2, 1}, 8, 9)),
                new int[] {2, 3},
                0,
                1,
                8,
                2,
                3,
                9);
        assertIs(
                compute("Concat", with("axis", 1), counted(1, 2, 2), counted(1, 1, 2)),
                new int[] {1, 3, 2},
                0,
                1,
                2,
                3,
                0,
                1);
        assertUnsupported(() -> compute("Concat", with("axis", 0), counted(2, 2), counted(2, 3)));
        assertUnsupported(() -> compute("Concat", with("axis", 0), counted(2), counted(1, 2)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1, 12",
        "0, 100, 1, 01234",
        "-2, 100, 1, 34",
        "0, -1, 2, 02",
        "-100, 2, 1, 01",
        "3, 1, 1, ''",
        "4, -100, -1, 43210",
        "100, 0, -2, 42",
        "-2, -5, -1, 321",
        "5, 9, 1, ''",
    })
    void slice_asPythonHasIt(long start, long end, long step, String expected) {
        double[] values = expected.chars().mapToDouble(digit -> digit - '0').toArray();
        assertIs(
                compute("Slice", counted(5), list(start), list(end), list(0), list(step)),
                new int[] {values.length},
                values);
    }

    @Test
    void slice_ofSeveralAxes() {
        assertIs(compute("Slice", counted(3, 3), list(1, 0), list(3, 2)), new int[] {2, 2}, 3, 4, 6, 7);
        assertIs(compute("Slice", counted(3, 3), list(2), list(3), list(-1)), new int[] {3, 1}, 2, 5, 8);
        Map<String, Attribute> attributes = with("starts", 1);
        attributes.putAll(with("ends", 2));
        assertIs(compute("Slice", attributes, counted(3)), new int[] {1}, 1);
        attributes.putAll(with("axes", 1));
        assertIs(compute("Slice", attributes, counted(2, 2)), new int[] {2, 1}, 1, 3);
        assertUnsupported(() -> compute("Slice", counted(3), list(0), list(3), list(0), list(0)));
    }

    @Test
    void shapesChange_numbersStay() {
        assertIs(compute("Reshape", counted(2, 3), list(3, -1)), new int[] {3, 2}, 0, 1, 2, 3, 4, 5);
        assertIs(compute("Unsqueeze", list(4), list(0)), new int[] {1, 1}, 4);
        assertIs(compute("Squeeze", counted(1, 2, 1), list(0)), new int[] {2, 1}, 0, 1);
        assertIs(compute("Flatten", with("axis", 1), counted(2, 2, 2)), new int[] {2, 4}, 0, 1, 2, 3, 4, 5, 6, 7);
        assertIs(compute("Transpose", counted(2, 3)), new int[] {3, 2}, 0, 3, 1, 4, 2, 5);
        assertIs(compute("Transpose", with("perm", 0, 2, 1), counted(1, 2, 2)), new int[] {1, 2, 2}, 0, 2, 1, 3);
        assertUnsupported(() -> compute("Reshape", counted(2, 3), list(4)));
    }

    @Test
    void newNumbers() {
        assertIs(compute("Shape", counted(2, 3)), new int[] {2}, 2, 3);
        assertIs(compute("Size", counted(2, 3)), new int[0], 6);
        assertIs(compute("Range", list(2), list(9), list(3)), new int[] {3}, 2, 5, 8);
        assertIs(compute("Range", list(2), list(2), list(3)), new int[] {0});
        assertIs(compute("ReduceProd", list(2, 3, 4)), new int[0], 24);
        assertIs(compute("Expand", list(7), list(2, 2)), new int[] {2, 2}, 7, 7, 7, 7);
        assertIs(compute("ConstantOfShape", list(2, 1)), new int[] {2, 1}, 0, 0);
        Attribute five = new Attribute(0, 0, "", OnnxTensor.of(new int[] {1}, 5L), new long[0], new float[0]);
        Numbers fives = compute("ConstantOfShape", Map.of("value", five), list(2));
        assertIs(fives, new int[] {2}, 5, 5);
        assertThat(fives.integer()).isTrue();
        assertThat(compute("ConstantOfShape", list(2)).integer()).isFalse();
    }

    @Test
    void where_chooses() {
        assertIs(compute("Where", list(1, 0, 1), list(1, 2, 3), list(7)), new int[] {3}, 1, 7, 3);
    }

    /** Two tries that differ: what is computed of them differs, too, and is no constant. */
    @Test
    void eachTryIsComputedForItself() {
        Numbers size = new Numbers(new int[] {1}, new double[][] {{64, 96}}, true);
        Numbers half = compute("Div", size, list(2));
        assertThat(half.integerAt(0)).containsExactly(32, 48);
        assertThat(half.isConstant()).isFalse();
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(half::constant)
                .withMessageContaining("depends on the picture's size");
        Numbers chosen = compute("Where", compute("Greater", size, list(70)), list(1), list(2));
        assertThat(chosen.integerAt(0)).containsExactly(2, 1);
        assertThat(compute("ReduceProd", compute("Concat", with("axis", 0), size, list(3)))
                        .integerAt(0))
                .containsExactly(192, 288);
    }

    @Test
    void numbersAsATensor() {
        OnnxTensor whole = counted(2, 2).tensor();
        assertThat(whole.isFloat()).isFalse();
        assertThat(whole.longs()).containsExactly(0, 1, 2, 3);
        OnnxTensor fractions = floats(1.5f, 2).tensor();
        assertThat(fractions.isFloat()).isTrue();
        assertThat(fractions.floats()).containsExactly(1.5f, 2);
        assertThat(Numbers.fits(OnnxTensor.of(new int[] {4096}, new long[4096])))
                .isTrue();
        assertThat(Numbers.fits(OnnxTensor.of(new int[] {4097}, new long[4097])))
                .isFalse();
        assertUnsupported(() -> counted(4097));
    }

    @Test
    void unknownOperator() {
        assertUnsupported(() -> compute("Einsum", list(1)));
    }

    private static void assertUnsupported(Runnable computation) {
        assertThatExceptionOfType(ImportException.class).isThrownBy(computation::run);
    }
}
