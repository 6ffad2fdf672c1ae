package io.github.animegan.weights.file;

import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weights in 8 bits: {@code weight = scale * q} with {@code q} a whole number from -127 to 127 and one scale for each
 * output channel. In the file, tensor {@code key} is I8 and {@code key.scale} is F32 with the same rank and the size 1 on
 * all axes but the channels', {@code [O, 1, 1, 1]} or for a transposed convolution {@code [1, O, 1, 1]}: in NumPy,
 * {@code key * key.scale}.
 */
public final class Int8 {
    /** The key of a tensor's scale is the tensor's with this at its end. */
    public static final String SCALE_SUFFIX = ".scale";

    private static final int MAX = 127;

    /**
     * Rounded weights and their scales.
     *
     * @param values the whole numbers, in the order of the weights
     * @param scale what they are multiplied by, of the weights' rank
     */
    @SuppressWarnings("ArrayRecordComponent") // Written to a file and forgotten.
    public record Quantized(byte[] values, Tensor scale) {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private Int8() {}

    /**
     * Rounds each slice of the channel axis to 255 steps between plus and minus its largest magnitude.
     *
     * @throws IllegalArgumentException if a weight is infinite or NaN
     */
    public static Quantized quantize(String key, Tensor weights, int channelAxis) {
        Shape shape = weights.shape();
        float[] data = weights.data();
        int inner = inner(shape, channelAxis);
        int channels = shape.size(channelAxis);
        float[] scale = new float[channels];
        for (int i = 0; i < data.length; i++) {
            if (!Float.isFinite(data[i])) {
                throw new IllegalArgumentException("tensor " + key + " has the element " + data[i] + " at index " + i
                        + ", which int8 cannot hold");
            }
            int channel = i / inner % channels;
            scale[channel] = Math.max(scale[channel], Math.abs(data[i]) / MAX);
        }
        byte[] values = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            float step = scale[i / inner % channels];
            values[i] = step == 0 ? 0 : (byte) Math.max(-MAX, Math.min(MAX, Math.round(data[i] / step)));
        }
        int[] scaleShape = new int[shape.rank()];
        Arrays.fill(scaleShape, 1);
        scaleShape[channelAxis] = channels;
        return new Quantized(values, Tensor.of(Shape.of(scaleShape), scale));
    }

    /** Whether a tensor of the first shape can scale one of the second: equal on one axis, 1 on the others. */
    public static boolean isScaleOf(Shape scale, Shape tensor) {
        if (scale.rank() != tensor.rank()) {
            return false;
        }
        int wide = 0;
        for (int axis = 0; axis < scale.rank(); axis++) {
            if (scale.size(axis) != 1) {
                wide++;
                if (scale.size(axis) != tensor.size(axis)) {
                    return false;
                }
            }
        }
        return wide <= 1;
    }

    /** Multiplies the tensor, in place, by its scale. */
    public static void dequantize(Tensor tensor, Tensor scale) {
        int axis = 0;
        while (axis < scale.shape().rank() - 1 && scale.shape().size(axis) == 1) {
            axis++;
        }
        int inner = inner(tensor.shape(), axis);
        float[] scales = scale.data();
        float[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            data[i] *= scales[i / inner % scales.length];
        }
    }

    /** How many elements lie side by side in one slice of the axis. */
    private static int inner(Shape shape, int axis) {
        int inner = 1;
        for (int a = axis + 1; a < shape.rank(); a++) {
            inner *= shape.size(a);
        }
        return inner;
    }
}
