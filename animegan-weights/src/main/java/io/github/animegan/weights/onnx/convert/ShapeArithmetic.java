package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.LongList;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Computes what a model computes from sizes: {@code Shape}, {@code Gather}, {@code Slice}, {@code Concat} and the like on a handful
 * of numbers, for each picture size that is tried. What depends on the size only as a multiple or as another map's size is told
 * by comparing the tries, so that no algebra of symbols is needed.
 */
final class ShapeArithmetic {
    private static final Map<String, DoubleBinaryOperator> BINARY = Map.ofEntries(
            Map.entry("Add", (a, b) -> a + b),
            Map.entry("Sub", (a, b) -> a - b),
            Map.entry("Mul", (a, b) -> a * b),
            Map.entry("Div", (a, b) -> a / b),
            Map.entry("Mod", (a, b) -> b == 0 ? 0 : a - b * Math.floor(a / b)),
            Map.entry("Pow", Math::pow),
            Map.entry("Max", Math::max),
            Map.entry("Min", Math::min),
            Map.entry("Equal", (a, b) -> a == b ? 1 : 0),
            Map.entry("Greater", (a, b) -> a > b ? 1 : 0),
            Map.entry("Less", (a, b) -> a < b ? 1 : 0),
            Map.entry("And", (a, b) -> a != 0 && b != 0 ? 1 : 0),
            Map.entry("Or", (a, b) -> a != 0 || b != 0 ? 1 : 0));

    private static final Map<String, DoubleUnaryOperator> UNARY = Map.of(
            "Floor", Math::floor,
            "Ceil", Math::ceil,
            "Neg", a -> -a,
            "Abs", Math::abs,
            "Sqrt", Math::sqrt,
            "Reciprocal", a -> 1 / a,
            "Round", Math::rint,
            "Not", a -> a == 0 ? 1 : 0,
            "Identity", a -> a);

    private static final List<Integer> FLOAT_TYPES = List.of(1, 10, 11, 16);

    private final int tries;

    ShapeArithmetic(int tries) {
        this.tries = tries;
    }

    /** The result of a node all of whose inputs are numbers. */
    Numbers compute(OnnxNode node, List<Numbers> in) {
        String operator = node.operator();
        if (BINARY.containsKey(operator)) {
            return folded(BINARY.get(operator), in, operator);
        }
        if (UNARY.containsKey(operator)) {
            return mapped(UNARY.get(operator), in.get(0));
        }
        return switch (operator) {
            case "Cast" -> cast(in.get(0), node.integer("to", 1));
            case "Gather" -> gather(in.get(0), in.get(1), node.integer("axis", 0));
            case "Concat" -> concat(in, (int) node.integer("axis", 0));
            case "Slice" -> slice(node, in);
            case "Unsqueeze", "Squeeze", "Reshape", "Flatten" -> reshape(node, in);
            case "Transpose" -> transpose(in.get(0), node);
            case "Where" -> where(in);
            case "Shape" -> shape(in.get(0));
            case "Size" -> scalar(in.get(0).count());
            case "ConstantOfShape" -> constantOfShape(node, in.get(0));
            case "Expand" -> expand(in.get(0), in.get(1).constantIntegers());
            case "Range" -> range(in);
            case "ReduceProd" -> product(in.get(0));
            default -> throw ImportException.unsupported("the operator is not known");
        };
    }

    private Numbers scalar(long value) {
        double[] each = new double[tries];
        Arrays.fill(each, (double) value);
        return new Numbers(new int[0], new double[][] {each}, true);
    }

    private Numbers shape(Numbers of) {
        double[][] values = new double[of.dims().length][tries];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(values[i], of.dims()[i]);
        }
        return new Numbers(new int[] {values.length}, values, true);
    }

    private Numbers folded(DoubleBinaryOperator function, List<Numbers> in, String operator) {
        Numbers result = in.get(0);
        for (int i = 1; i < in.size(); i++) {
            result = combined(function, result, in.get(i), operator);
        }
        return result;
    }

    private Numbers combined(DoubleBinaryOperator function, Numbers a, Numbers b, String operator) {
        int[] dims = broadcast(a.dims(), b.dims());
        boolean integer = a.integer() && b.integer();
        double[][] values = new double[count(dims)][tries];
        for (int i = 0; i < values.length; i++) {
            double[] left = a.values()[source(i, dims, a.dims())];
            double[] right = b.values()[source(i, dims, b.dims())];
            for (int t = 0; t < tries; t++) {
                double value = function.applyAsDouble(left[t], right[t]);
                values[i][t] = integer && operator.equals("Div") ? (double) (long) value : value;
            }
        }
        return new Numbers(dims, values, integer);
    }

    private Numbers mapped(DoubleUnaryOperator function, Numbers in) {
        double[][] values = new double[in.count()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = Arrays.stream(in.values()[i]).map(function).toArray();
        }
        return new Numbers(in.dims(), values, in.integer());
    }

    private Numbers cast(Numbers in, long type) {
        boolean integer = !FLOAT_TYPES.contains((int) type);
        Numbers cast = integer ? mapped(value -> (double) (long) value, in) : in;
        return new Numbers(cast.dims(), cast.values(), integer);
    }

    private Numbers gather(Numbers from, Numbers indices, long axis) {
        int[] dims = from.dims();
        int at = axis(axis, dims.length);
        int inner = count(Arrays.copyOfRange(dims, at + 1, dims.length));
        int outer = count(Arrays.copyOf(dims, at));
        long[] chosen = indices.constantIntegers();
        double[][] values = new double[Math.multiplyExact(Math.multiplyExact(outer, chosen.length), inner)][];
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < chosen.length; i++) {
                int place = axis(chosen[i], dims[at]);
                for (int k = 0; k < inner; k++) {
                    values[(o * chosen.length + i) * inner + k] = from.values()[(o * dims[at] + place) * inner + k];
                }
            }
        }
        int[] result = new int[dims.length - 1 + indices.dims().length];
        System.arraycopy(dims, 0, result, 0, at);
        System.arraycopy(indices.dims(), 0, result, at, indices.dims().length);
        System.arraycopy(dims, at + 1, result, at + indices.dims().length, dims.length - at - 1);
        return new Numbers(result, values, from.integer());
    }

    private Numbers concat(List<Numbers> in, int axis) {
        int[] dims = in.get(0).dims().clone();
        int at = axis(axis, dims.length);
        int outer = count(Arrays.copyOf(dims, at));
        int inner = count(Arrays.copyOfRange(dims, at + 1, dims.length));
        dims[at] = 0;
        for (Numbers each : in) {
            if (each.dims().length != dims.length || each.count() != outer * each.dims()[at] * inner) {
                throw ImportException.unsupported("a concatenation of shapes that do not fit");
            }
            dims[at] += each.dims()[at];
        }
        List<double[]> values = new ArrayList<>();
        for (int o = 0; o < outer; o++) {
            for (Numbers each : in) {
                int block = each.dims()[at] * inner;
                values.addAll(Arrays.asList(each.values()).subList(o * block, (o + 1) * block));
            }
        }
        return new Numbers(dims, values.toArray(double[][]::new), in.get(0).integer());
    }

    private Numbers slice(OnnxNode node, List<Numbers> in) {
        Numbers from = in.get(0);
        long[] starts = in.size() > 1 ? in.get(1).constantIntegers() : node.integers("starts");
        long[] ends = in.size() > 2 ? in.get(2).constantIntegers() : node.integers("ends");
        long[] axes = in.size() > 3 ? in.get(3).constantIntegers() : node.integers("axes", places(starts.length));
        long[] steps = in.size() > 4 ? in.get(4).constantIntegers() : filled(starts.length, 1);
        Numbers result = from;
        for (int i = 0; i < starts.length; i++) {
            result = sliced(result, axes[i], starts[i], ends[i], steps[i]);
        }
        return result;
    }

    private Numbers sliced(Numbers from, long axis, long start, long end, long step) {
        int size = from.dims()[axis(axis, from.dims().length)];
        if (step == 0) {
            throw ImportException.unsupported("a slice with the step 0");
        }
        long first =
                Math.max(step > 0 ? 0 : -1, Math.min(start < 0 ? start + size : start, step > 0 ? size : size - 1));
        long last = Math.max(step > 0 ? 0 : -1, Math.min(end < 0 ? end + size : end, size));
        LongList chosen = new LongList();
        for (long i = first; step > 0 ? i < last : i > last && i >= 0; i += step) {
            chosen.add(i);
        }
        OnnxTensor indices = OnnxTensor.of(new int[] {chosen.size()}, chosen.toArray());
        return gather(from, Numbers.of(indices, tries), axis);
    }

    private Numbers reshape(OnnxNode node, List<Numbers> in) {
        Numbers from = in.get(0);
        int[] dims =
                Shapes.reshaped(node, from.dims(), in.size() > 1 ? in.get(1).constantIntegers() : null);
        if (count(dims) != from.count()) {
            throw ImportException.unsupported("a shape of another number of elements");
        }
        return new Numbers(dims, from.values(), from.integer());
    }

    private static Numbers transpose(Numbers in, OnnxNode node) {
        int[] dims = in.dims();
        int[] order = Shapes.order(node, dims.length);
        int[] result = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            result[i] = dims[order[i]];
        }
        double[][] values = new double[in.count()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.values()[Shapes.transposedSource(i, result, dims, order)];
        }
        return new Numbers(result, values, in.integer());
    }

    private Numbers where(List<Numbers> in) {
        int[] dims = broadcast(
                broadcast(in.get(0).dims(), in.get(1).dims()), in.get(2).dims());
        double[][] values = new double[count(dims)][tries];
        for (int i = 0; i < values.length; i++) {
            for (int t = 0; t < tries; t++) {
                boolean yes = in.get(0).values()[source(i, dims, in.get(0).dims())][t] != 0;
                Numbers chosen = in.get(yes ? 1 : 2);
                values[i][t] = chosen.values()[source(i, dims, chosen.dims())][t];
            }
        }
        return new Numbers(dims, values, in.get(1).integer());
    }

    private Numbers constantOfShape(OnnxNode node, Numbers shape) {
        int[] dims = new int[shape.count()];
        long[] sizes = shape.constantIntegers();
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Shapes.size(sizes[i]);
        }
        float value = Shapes.filling(node);
        double[][] values = new double[count(dims)][tries];
        for (double[] each : values) {
            Arrays.fill(each, value);
        }
        OnnxNode.Attribute given = node.attributes().get("value");
        boolean integer =
                given != null && given.tensor() != null && !given.tensor().isFloat();
        return new Numbers(dims, values, integer);
    }

    private Numbers expand(Numbers from, long[] shape) {
        int[] target = Arrays.stream(shape).mapToInt(Shapes::size).toArray();
        int[] dims = broadcast(from.dims(), target);
        double[][] values = new double[count(dims)][];
        for (int i = 0; i < values.length; i++) {
            values[i] = from.values()[source(i, dims, from.dims())];
        }
        return new Numbers(dims, values, from.integer());
    }

    private Numbers range(List<Numbers> in) {
        double start = in.get(0).constant()[0];
        double limit = in.get(1).constant()[0];
        double step = in.get(2).constant()[0];
        int count = Shapes.size((long) Math.max(0, Math.ceil((limit - start) / step)));
        double[][] values = new double[Shapes.size(count)][tries];
        for (int i = 0; i < count; i++) {
            Arrays.fill(values[i], start + i * step);
        }
        return new Numbers(new int[] {count}, values, in.get(0).integer());
    }

    private Numbers product(Numbers in) {
        double[] product = new double[tries];
        Arrays.fill(product, 1);
        for (double[] value : in.values()) {
            for (int t = 0; t < tries; t++) {
                product[t] *= value[t];
            }
        }
        return new Numbers(new int[0], new double[][] {product}, in.integer());
    }

    private static int count(int[] dims) {
        return Shapes.count(dims);
    }

    private static int axis(long axis, int rank) {
        return Shapes.axis(axis, rank);
    }

    private static int[] broadcast(int[] a, int[] b) {
        return Shapes.broadcast(a, b);
    }

    private static int source(int place, int[] dims, int[] from) {
        return Shapes.broadcastSource(place, dims, from);
    }

    private static long[] places(int count) {
        long[] places = new long[count];
        Arrays.setAll(places, i -> i);
        return places;
    }

    private static long[] filled(int count, long value) {
        long[] filled = new long[count];
        Arrays.fill(filled, value);
        return filled;
    }
}
