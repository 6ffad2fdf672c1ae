package io.github.animegan.weights.onnx.convert;

import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import io.github.animegan.weights.onnx.model.Shapes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A few numbers that a model computes from sizes, known for each of the picture sizes that are tried.
 *
 * @param dims the shape, the same at all tries
 * @param values by element, then by try
 * @param integer whether they are integers
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by identity.
record Numbers(int[] dims, double[][] values, boolean integer) implements Datum {

    Numbers {
        if (values.length > Shapes.MAX_COUNT) {
            throw ImportException.unsupported("an arithmetic of " + values.length + " numbers");
        }
    }

    static Numbers of(OnnxTensor tensor, int tries) {
        double[][] values = new double[tensor.count()][tries];
        for (int i = 0; i < values.length; i++) {
            Arrays.fill(values[i], tensor.isFloat() ? tensor.floats()[i] : tensor.longs()[i]);
        }
        return new Numbers(tensor.dims(), values, !tensor.isFloat());
    }

    static boolean fits(OnnxTensor tensor) {
        return tensor.count() <= Shapes.MAX_COUNT;
    }

    int count() {
        return values.length;
    }

    /** The integer at a place, at each try. */
    long[] integerAt(int place) {
        return Arrays.stream(values[place]).mapToLong(value -> (long) value).toArray();
    }

    /** Whether all tries give the same. */
    boolean isConstant() {
        for (double[] value : values) {
            for (double each : value) {
                if (each != value[0]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The numbers, which must be the same at all tries. */
    double[] constant() {
        double[] constant = new double[values.length];
        for (int i = 0; i < constant.length; i++) {
            for (double each : values[i]) {
                if (each != values[i][0]) {
                    throw ImportException.size("a number that depends on the picture's size");
                }
            }
            constant[i] = values[i][0];
        }
        return constant;
    }

    long[] constantIntegers() {
        return Arrays.stream(constant()).mapToLong(value -> (long) value).toArray();
    }

    OnnxTensor tensor() {
        double[] constant = constant();
        if (integer) {
            return OnnxTensor.of(dims, constantIntegers());
        }
        float[] floats = new float[constant.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) constant[i];
        }
        return OnnxTensor.of(dims, floats);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
