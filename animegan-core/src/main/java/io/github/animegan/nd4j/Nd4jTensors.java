package io.github.animegan.nd4j;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between this library's tensors and ND4J's arrays. Needs ND4J on the class path. Stateless. */
public final class Nd4jTensors {
    private Nd4jTensors() {}

    /**
     * {@return a float array of the tensor's shape and elements, row-major}
     *
     * @param tensor of any rank; its elements are copied
     */
    public static INDArray toArray(Tensor tensor) {
        long[] dimensions =
                Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
        return Nd4j.createFromArray(tensor.data()).reshape('c', dimensions);
    }

    /**
     * {@return a tensor of the array's shape and elements, whatever its order, view or numeric type}
     *
     * @param array of any numeric type; its elements are copied
     * @throws IllegalArgumentException if it has more than 2^31-1 elements
     */
    public static Tensor toTensor(INDArray array) {
        int[] dimensions = new int[array.rank()];
        for (int axis = 0; axis < dimensions.length; axis++) {
            long size = array.size(axis);
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(array.shape()) + " has more than 2^31-1 elements");
            }
            dimensions[axis] = (int) size;
        }
        Shape shape = Shape.of(dimensions);
        return Tensor.of(shape, array.castTo(DataType.FLOAT).dup('c').data().asFloat());
    }
}
