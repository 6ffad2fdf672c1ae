package io.github.animegan.weights.onnx.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ONNX's rules for the shapes of tensors whose sizes are known. */
public final class Shapes {
    /** The most numbers that shapes are computed of. */
    public static final int MAX_COUNT = 4096;

    private static final int MAX_RANK = 16;

    private Shapes() {}

    public static int count(int[] dims) {
        long count = 1;
        for (int dim : dims) {
            count *= dim;
            if (count > Integer.MAX_VALUE - 8) {
                throw ImportException.unsupported("a tensor of " + Arrays.toString(dims));
            }
        }
        return (int) count;
    }

    /** A size that numbers of a handful can have. */
    public static int size(long size) {
        if (size < 0 || size > MAX_COUNT) {
            throw ImportException.unsupported("a tensor of the size " + size);
        }
        return (int) size;
    }

    /** An axis or place, which may be counted from the end. */
    public static int axis(long axis, int rank) {
        long index = axis < 0 ? axis + rank : axis;
        if (index < 0 || index >= rank) {
            throw ImportException.unsupported("a place " + axis + " of " + rank);
        }
        return (int) index;
    }

    public static int[] broadcast(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] dims = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int left = i <= a.length ? a[a.length - i] : 1;
            int right = i <= b.length ? b[b.length - i] : 1;
            if (left != right && left != 1 && right != 1) {
                throw ImportException.unsupported("shapes " + Arrays.toString(a) + " and " + Arrays.toString(b));
            }
            dims[rank - i] = left == 1 ? right : left;
        }
        return dims;
    }

    /** Which element of a tensor that is broadcast stands at a place of the result. */
    public static int broadcastSource(int place, int[] dims, int[] from) {
        int source = 0;
        int stride = 1;
        int rest = place;
        for (int i = 1; i <= dims.length; i++) {
            int index = rest % dims[dims.length - i];
            rest /= dims[dims.length - i];
            if (i <= from.length) {
                source += from[from.length - i] == 1 ? 0 : index * stride;
                stride *= from[from.length - i];
            }
        }
        return source;
    }

    /** How far apart neighbors along each axis lie, row-major. */
    public static int[] strides(int[] dims) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= dims[i];
        }
        return strides;
    }

    /** The strides by which a tensor is read as one of more axes: 0 along those that it is repeated along. */
    public static int[] broadcastStrides(int[] dims, int rank) {
        int[] own = strides(dims);
        int[] strides = new int[rank];
        for (int i = 1; i <= dims.length; i++) {
            strides[rank - i] = dims[dims.length - i] == 1 ? 0 : own[dims.length - i];
        }
        return strides;
    }

    /** A tensor row-major, of elements that lie in an array by any strides. */
    public static float[] gather(float[] from, int[] dims, int[] strides) {
        float[] to = new float[count(dims)];
        int rank = dims.length;
        int rowLength = rank == 0 ? 1 : dims[rank - 1];
        int rowStride = rank == 0 ? 1 : strides[rank - 1];
        int[] index = new int[rank];
        int row = 0;
        for (int start = 0; start < to.length; start += rowLength) {
            for (int i = 0; i < rowLength; i++) {
                to[start + i] = from[row + i * rowStride];
            }
            for (int axis = rank - 2; axis >= 0; axis--) {
                row += strides[axis];
                if (++index[axis] < dims[axis]) {
                    break;
                }
                row -= strides[axis] * index[axis];
                index[axis] = 0;
            }
        }
        return to;
    }

    /** The order of axes of a {@code Transpose}; without one it turns them round. */
    public static int[] order(OnnxNode node, int rank) {
        int[] order = new int[rank];
        long[] given = node.integers("perm");
        if (given.length != 0 && given.length != rank) {
            throw ImportException.unsupported("an order of " + given.length + " axes for " + rank);
        }
        boolean[] seen = new boolean[rank];
        for (int i = 0; i < rank; i++) {
            order[i] = given.length == 0 ? rank - 1 - i : axis(given[i], rank);
            if (seen[order[i]]) {
                throw ImportException.unsupported("an order with an axis twice");
            }
            seen[order[i]] = true;
        }
        return order;
    }

    /** Which element of the original stands at a place of the transposed tensor. */
    public static int transposedSource(int place, int[] transposed, int[] original, int[] order) {
        int source = 0;
        int rest = place;
        for (int i = transposed.length - 1; i >= 0; i--) {
            int index = rest % transposed[i];
            rest /= transposed[i];
            int stride = 1;
            for (int k = order[i] + 1; k < original.length; k++) {
                stride *= original[k];
            }
            source += index * stride;
        }
        return source;
    }

    /**
     * The shape after {@code Reshape}, {@code Flatten}, {@code Squeeze} or {@code Unsqueeze}.
     *
     * @param argument the second input, if there is one
     */
    public static int[] reshaped(OnnxNode node, int[] dims, long @Nullable [] argument) {
        return switch (node.operator()) {
            case "Squeeze" -> squeezed(dims, axes(node, argument, dims.length));
            case "Unsqueeze" -> unsqueezed(dims, axes(node, argument, 0));
            case "Flatten" -> {
                int axis = (int) node.integer("axis", 1);
                yield new int[] {count(Arrays.copyOf(dims, axis)), count(Arrays.copyOfRange(dims, axis, dims.length))};
            }
            default -> {
                long[] target = argument != null ? argument : node.integers("shape");
                yield inferred(dims, target, node.integer("allowzero", 0) != 0);
            }
        };
    }

    /** The axes of {@code Squeeze} and {@code Unsqueeze}: an attribute before version 13, an input since. */
    public static long[] axes(OnnxNode node, long @Nullable [] argument, int rank) {
        long[] axes = argument != null ? argument : node.integers("axes");
        if (axes.length > MAX_RANK) {
            throw ImportException.unsupported("more than " + MAX_RANK + " axes");
        }
        return axes;
    }

    private static int[] squeezed(int[] dims, long[] axes) {
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < dims.length; i++) {
            int each = i;
            boolean named = Arrays.stream(axes).anyMatch(axis -> axis(axis, dims.length) == each);
            if (!(named || (axes.length == 0 && dims[i] == 1))) {
                rest.add(dims[i]);
            }
        }
        return rest.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] unsqueezed(int[] dims, long[] axes) {
        int[] result = new int[dims.length + axes.length];
        for (long axis : axes) {
            result[axis(axis, result.length)] = 1;
        }
        int next = 0;
        for (int i = 0; i < result.length; i++) {
            if (result[i] == 0) {
                if (next == dims.length) {
                    throw ImportException.unsupported("an axis twice");
                }
                result[i] = dims[next++];
            }
        }
        return result;
    }

    private static int[] inferred(int[] dims, long[] target, boolean allowZero) {
        if (target.length > MAX_RANK) {
            throw ImportException.unsupported("a shape of " + target.length + " axes");
        }
        int[] result = new int[target.length];
        long known = 1;
        int unknown = -1;
        for (int i = 0; i < result.length; i++) {
            long size = target[i] == 0 && !allowZero ? dims[axis(i, dims.length)] : target[i];
            if (size == -1) {
                unknown = i;
            } else if (size < 0 || size > Integer.MAX_VALUE) {
                throw ImportException.unsupported("a size " + size);
            } else {
                result[i] = (int) size;
                known = Math.min(known * size, Integer.MAX_VALUE);
            }
        }
        if (unknown >= 0) {
            result[unknown] = known == 0 ? 0 : (int) (count(dims) / known);
        }
        return result;
    }

    /** The value that {@code ConstantOfShape} fills its result with. */
    public static float filling(OnnxNode node) {
        OnnxNode.Attribute value = node.attributes().get("value");
        if (value == null || value.tensor() == null) {
            return 0;
        }
        if (value.tensor().count() != 1) {
            throw ImportException.unsupported("a filling of " + value.tensor().count() + " values");
        }
        return value.tensor().floats()[0];
    }
}
