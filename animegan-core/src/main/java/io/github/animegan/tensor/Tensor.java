package io.github.animegan.tensor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A dense, row-major float32 array with a {@link Shape}. Pictures are NHWC, {@code [n, height, width, channels]};
 * weights keep the order of their checkpoint (OIHW for a convolution, IOHW for a transposed one).
 *
 * <p>A tensor owns one {@code float[]} and hands it out without copying: whoever shares a tensor between threads must
 * not write to it meanwhile.
 */
public final class Tensor {
    private final Shape shape;
    private final float[] data;

    private Tensor(Shape shape, float[] data) {
        if (data.length != shape.elementCount()) {
            throw new IllegalArgumentException("shape " + shape + " needs " + shape.elementCount()
                    + " elements, but the array has " + data.length);
        }
        this.shape = shape;
        this.data = data;
    }

    /**
     * {@return a tensor over the given array, which is not copied}
     *
     * @param shape of the tensor
     * @param data row-major; later changes show in the tensor
     * @throws IllegalArgumentException if the array's length is not the shape's element count
     */
    public static Tensor of(Shape shape, float[] data) {
        return new Tensor(shape, data);
    }

    /**
     * {@return a tensor of zeros}
     *
     * @param dimensions outermost first; none for a scalar
     */
    public static Tensor zeros(int... dimensions) {
        Shape shape = Shape.of(dimensions);
        return new Tensor(shape, new float[shape.elementCount()]);
    }

    /** {@return the dimensions of {@link #data()}} */
    public Shape shape() {
        return shape;
    }

    /** {@return the elements themselves, row-major: not a copy} */
    public float[] data() {
        return data;
    }

    /**
     * {@return this tensor's elements under another shape; shares the array}
     *
     * @param dimensions outermost first, of the same product
     * @throws IllegalArgumentException if that shape has another element count
     */
    public Tensor reshape(int... dimensions) {
        return new Tensor(Shape.of(dimensions), data);
    }

    /**
     * {@return a picture {@code [n, c, h, w]}, as PyTorch keeps it, copied to this library's {@code [n, h, w, c]}}
     *
     * @throws IllegalArgumentException if this tensor has not four dimensions
     */
    public Tensor nchwToNhwc() {
        requireRank4("NCHW");
        int channels = shape.size(1);
        int pixels = shape.size(2) * shape.size(3);
        return Tensor.of(Shape.of(shape.size(0), shape.size(2), shape.size(3), channels), swapInner(channels, pixels));
    }

    /**
     * {@return a picture {@code [n, h, w, c]} copied to PyTorch's {@code [n, c, h, w]}}
     *
     * @throws IllegalArgumentException if this tensor has not four dimensions
     */
    public Tensor nhwcToNchw() {
        requireRank4("NHWC");
        int channels = shape.size(3);
        int pixels = shape.size(1) * shape.size(2);
        return Tensor.of(Shape.of(shape.size(0), channels, shape.size(1), shape.size(2)), swapInner(pixels, channels));
    }

    /** Transposes each {@code rows x columns} matrix of the outermost axis. */
    private float[] swapInner(int rows, int columns) {
        float[] swapped = new float[data.length];
        int matrix = rows * columns;
        for (int base = 0; base < data.length; base += matrix) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    swapped[base + column * rows + row] = data[base + row * columns + column];
                }
            }
        }
        return swapped;
    }

    private void requireRank4(String layout) {
        if (shape.rank() != 4) {
            throw new IllegalArgumentException("a " + layout + " tensor has four axes, not the shape " + shape);
        }
    }

    /** Equal if the shapes and all elements (by {@link Float#equals}) are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Tensor" + shape;
    }
}
