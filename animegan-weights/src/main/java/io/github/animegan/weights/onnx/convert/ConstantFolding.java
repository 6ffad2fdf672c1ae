package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/** Computes what a model does to its weights before it uses them: other orders of axes, other number types, norms of weights. */
final class ConstantFolding {
    private static final Set<String> RESHAPING = Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten");

    private ConstantFolding() {}

    static OnnxTensor compute(OnnxNode node, List<OnnxTensor> in) {
        OnnxTensor first = in.get(0);
        if (RESHAPING.contains(node.operator())) {
            int[] dims = Shapes.reshaped(
                    node, first.dims(), in.size() > 1 ? in.get(1).longs() : null);
            if (Shapes.count(dims) != first.count()) {
                throw ImportException.unsupported("a shape of another number of elements");
            }
            return OnnxTensor.of(dims, first.floats());
        }
        return switch (node.operator()) {
            case "Identity", "Cast" -> first;
            case "Transpose" -> transpose(first, node);
            case "DequantizeLinear" -> dequantize(node, in);
            case "Add" -> combine((a, b) -> a + b, first, in.get(1));
            case "Sub" -> combine((a, b) -> a - b, first, in.get(1));
            case "Mul" -> combine((a, b) -> a * b, first, in.get(1));
            case "Div" -> combine((a, b) -> a / b, first, in.get(1));
            default -> throw ImportException.unsupported("the operator is not known for weights");
        };
    }

    private static OnnxTensor transpose(OnnxTensor in, OnnxNode node) {
        int[] dims = in.dims();
        int[] order = Shapes.order(node, dims.length);
        int[] result = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            result[i] = dims[order[i]];
        }
        int[] strides = Shapes.strides(dims);
        int[] permuted = Arrays.stream(order).map(axis -> strides[axis]).toArray();
        return OnnxTensor.of(result, Shapes.gather(in.floats(), result, permuted));
    }

    /** {@code (x - zero point) * scale}, with one scale or one for each place of an axis. */
    private static OnnxTensor dequantize(OnnxNode node, List<OnnxTensor> in) {
        OnnxTensor x = in.get(0);
        float[] scale = in.get(1).floats();
        float[] zero = in.size() > 2 ? in.get(2).floats() : new float[scale.length];
        int axis = x.rank() == 0 ? 0 : Shapes.axis(node.integer("axis", 1), x.rank());
        int inner = x.rank() == 0 ? 1 : Shapes.count(Arrays.copyOfRange(x.dims(), axis + 1, x.rank()));
        int size = x.rank() == 0 ? 1 : x.dims()[axis];
        if ((scale.length != 1 && scale.length != size) || zero.length != scale.length) {
            throw ImportException.unsupported("scales of " + scale.length + " for an axis of " + size);
        }
        float[] from = x.floats();
        float[] to = new float[from.length];
        for (int i = 0; i < to.length; i++) {
            int place = scale.length == 1 ? 0 : i / inner % size;
            to[i] = (from[i] - zero[place]) * scale[place];
        }
        return OnnxTensor.of(x.dims(), to);
    }

    private static OnnxTensor combine(DoubleBinaryOperator function, OnnxTensor a, OnnxTensor b) {
        int[] dims = Shapes.broadcast(a.dims(), b.dims());
        if (Shapes.count(dims) > Math.max(a.count(), b.count())) {
            throw ImportException.unsupported("weights that grow by being combined");
        }
        float[] left = Shapes.gather(a.floats(), dims, Shapes.broadcastStrides(a.dims(), dims.length));
        float[] right = Shapes.gather(b.floats(), dims, Shapes.broadcastStrides(b.dims(), dims.length));
        float[] to = new float[left.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) function.applyAsDouble(left[i], right[i]);
        }
        return OnnxTensor.of(dims, to);
    }
}
