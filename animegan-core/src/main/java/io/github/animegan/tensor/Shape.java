package io.github.animegan.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a {@link Tensor}, outermost first. Immutable; a dimension may be zero, and an empty shape is a scalar.
 */
public final class Shape {
    private final int[] dimensions;
    private final int elementCount;

    private Shape(int[] dimensions) {
        this.dimensions = dimensions;
        long count = 1;
        for (int dimension : dimensions) {
            if (dimension < 0) {
                throw new IllegalArgumentException("negative dimension in shape " + Arrays.toString(dimensions));
            }
            count *= dimension;
            if (count > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(dimensions) + " has more than 2^31-1 elements");
            }
        }
        this.elementCount = (int) count;
    }

    /**
     * {@return the shape with the given dimensions}
     *
     * @param dimensions outermost first; none for a scalar
     * @throws IllegalArgumentException if one is negative or the elements are more than 2^31-1
     */
    public static Shape of(int... dimensions) {
        return new Shape(dimensions.clone());
    }

    /** {@return how many dimensions there are; 0 for a scalar} */
    public int rank() {
        return dimensions.length;
    }

    /**
     * {@return the size of one axis, 0 being the outermost}
     *
     * @param axis from 0 to below {@link #rank}
     */
    public int size(int axis) {
        return dimensions[axis];
    }

    /** {@return the product of all dimensions; 1 for a scalar} */
    public int elementCount() {
        return elementCount;
    }

    /** {@return a copy of the dimensions} */
    public int[] toArray() {
        return dimensions.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** For example {@code [1, 256, 256, 3]}. */
    @Override
    public String toString() {
        return Arrays.toString(dimensions);
    }
}
