package io.github.animegan.image;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import java.awt.image.BufferedImage;

/**
 * Pictures as generators see them: tensors {@code [1, height, width, 3]} with {@code value = sample / 127.5 - 1}, so that
 * black is -1 and white is 1.
 *
 * <p>Samples are those of sRGB; images in other color spaces are converted, and plain gray images keep their gray levels.
 * Alpha is ignored: see {@link Transparency}.
 */
public final class ImageTensors {
    private ImageTensors() {}

    /**
     * {@return the picture as a tensor {@code [1, height, width, 3]} in [-1, 1]}
     *
     * @param image whose alpha is left out; not changed
     * @param order of the tensor's three channels
     */
    public static Tensor toTensor(BufferedImage image, ChannelOrder order) {
        int width = image.getWidth();
        int height = image.getHeight();
        Shape shape = Shape.of(1, height, width, 3);
        float[] data = new float[shape.elementCount()];
        PixelRows rows = ImageRows.of(image);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            TensorRows.toValues(row, width, PictureFormat.signed(order, 1), data, y * width * 3);
        }
        return Tensor.of(shape, data);
    }

    /**
     * {@return the picture's rows as a generator of that format sees them}
     *
     * @param image whose alpha is left out; must not be written to while its rows are read
     * @param format the order and the values of the channels, and what the sides must be multiples of
     */
    public static TensorRows rowsOf(BufferedImage image, PictureFormat format) {
        return new TensorRows(Images.sizeOf(image), ImageRows.of(image), format);
    }

    /**
     * {@return the whole tensor as a picture}
     *
     * @param tensor {@code [1, height, width, 3]} in [-1, 1]
     * @param order of the tensor's three channels
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
     * {@return the top left part of the tensor as a picture (TYPE_INT_RGB) of the given size; values are rounded to the nearest sample,
     * and those outside [-1, 1] become black or white}
     *
     * @param tensor {@code [1, height, width, 3]} in [-1, 1]
     * @param order of the tensor's three channels
     * @param size of the picture, in pixels
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
            TensorRows.toSamples(tensor.data(), y * shape.size(2) * 3, PictureFormat.signed(order, 1), pixels, y);
        }
        return Images.toImage(pixels);
    }

    private static void requirePicture(Shape shape) {
        if (shape.rank() != 4 || shape.size(0) != 1 || shape.size(3) != 3 || shape.elementCount() == 0) {
            throw new IllegalArgumentException("a picture is a tensor [1, height, width, 3], not " + shape);
        }
    }
}
