package io.github.animegan.image;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;

/**
 * Pictures as generators see them: tensors {@code [1, height, width, 3]} with {@code value = sample / 127.5 - 1}, so that
 * black is -1 and white is 1.
 *
 * <p>Samples are those of sRGB; images in other colour spaces are converted, and plain grey images keep their grey levels.
 * Alpha is ignored: see {@link Transparency}.
 */
public final class ImageTensors {
    private static final float[] VALUE_OF_SAMPLE = valueOfSample();

    private ImageTensors() {}

    /** The picture as a tensor {@code [1, height, width, 3]} in [-1, 1]. */
    public static Tensor toTensor(BufferedImage image, ChannelOrder order) {
        int width = image.getWidth();
        int height = image.getHeight();
        Shape shape = Shape.of(1, height, width, 3);
        float[] data = new float[shape.elementCount()];
        PixelRows rows = PixelRows.of(image);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            toValues(row, width, order, data, y * width * 3);
        }
        return Tensor.of(shape, data);
    }

    /** Writes the values of so many pixels to the array from the offset on. */
    static void toValues(int[] argb, int width, ChannelOrder order, float[] target, int offset) {
        int firstShift = order == ChannelOrder.RGB ? 16 : 0;
        for (int x = 0, i = offset; x < width; x++, i += 3) {
            int pixel = argb[x];
            target[i] = VALUE_OF_SAMPLE[pixel >> firstShift & 0xff];
            target[i + 1] = VALUE_OF_SAMPLE[pixel >> 8 & 0xff];
            target[i + 2] = VALUE_OF_SAMPLE[pixel >> (16 - firstShift) & 0xff];
        }
    }

    /**
     * The whole tensor as a picture.
     *
     * @throws IllegalArgumentException as {@link #toImage(Tensor, ChannelOrder, ImageSize)} does
     */
    public static BufferedImage toImage(Tensor tensor, ChannelOrder order) {
        requirePicture(tensor.shape());
        return toImage(
                tensor,
                order,
                new ImageSize(tensor.shape().size(2), tensor.shape().size(1)));
    }

    /**
     * The top left part of the tensor as a picture (TYPE_INT_RGB) of the given size; values are rounded to the nearest
     * sample, and those outside [-1, 1] become black or white.
     *
     * @throws IllegalArgumentException if the tensor's shape is not {@code [1, height, width, 3]}, if it is smaller than the
     *     size, or if it holds a NaN there, which a working generator never gives
     */
    public static BufferedImage toImage(Tensor tensor, ChannelOrder order, ImageSize size) {
        Shape shape = tensor.shape();
        requirePicture(shape);
        if (shape.size(1) < size.height() || shape.size(2) < size.width()) {
            throw new IllegalArgumentException("a tensor " + shape + " has no picture of " + size + " in it");
        }
        Pixels pixels = new Pixels(size, false);
        for (int y = 0; y < size.height(); y++) {
            toSamples(tensor.data(), y * shape.size(2) * 3, order, pixels, y);
        }
        return pixels.toImage();
    }

    /** Makes one row of a picture of the values from the offset on. */
    static void toSamples(float[] data, int offset, ChannelOrder order, Pixels pixels, int y) {
        int firstShift = order == ChannelOrder.RGB ? 16 : 0;
        int pixel = y * pixels.width;
        for (int x = 0, i = offset; x < pixels.width; x++, i += 3) {
            float sum = data[i] + data[i + 1] + data[i + 2];
            if (Float.isNaN(sum)) {
                requireNumbers(data, i, x, y);
            }
            pixels.argb[pixel++] = PixelRows.OPAQUE
                    | sample(data[i]) << firstShift
                    | sample(data[i + 1]) << 8
                    | sample(data[i + 2]) << (16 - firstShift);
        }
    }

    private static int sample(float value) {
        float scaled = (value + 1) * 127.5f + 0.5f;
        return (int) Math.max(0, Math.min(255, scaled));
    }

    /** The sum of opposite infinities is NaN too, and they are fine. */
    private static void requireNumbers(float[] data, int index, int x, int y) {
        for (int channel = 0; channel < 3; channel++) {
            if (Float.isNaN(data[index + channel])) {
                throw new IllegalArgumentException(
                        "the tensor is NaN at row " + y + ", column " + x + ", channel " + channel);
            }
        }
    }

    private static void requirePicture(Shape shape) {
        if (shape.rank() != 4 || shape.size(0) != 1 || shape.size(3) != 3 || shape.elementCount() == 0) {
            throw new IllegalArgumentException("a picture is a tensor [1, height, width, 3], not " + shape);
        }
    }

    private static float[] valueOfSample() {
        float[] values = new float[256];
        for (int sample = 0; sample < values.length; sample++) {
            values[sample] = sample / 127.5f - 1;
        }
        return values;
    }
}
