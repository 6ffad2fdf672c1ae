package io.github.animegan.image;

import io.github.animegan.image.filter.Samples;
import io.github.animegan.model.ChannelOrder;
import java.awt.image.BufferedImage;

/**
 * A picture as {@link ImageTensors} has it, row by row, and the picture that comes back likewise, so that a generator
 * reads and writes where it computes. What was read up to now and what was written are independent. One thread at a time reads and
 * one writes.
 */
public final class TensorRows {
    private final ChannelOrder order;
    private final ImageSize size;
    private final ImageSize padded;
    private final PixelRows rows;
    private final int[] row;
    private final Pixels result;

    /**
     * The rows of a picture.
     *
     * @param multiple both sides are made a multiple of this by reflection at the right and lower edge, which the result is
     *     without again
     */
    public TensorRows(BufferedImage image, ChannelOrder order, int multiple) {
        this.order = order;
        this.size = ImageSize.of(image);
        this.padded = size.roundedUpTo(multiple);
        this.rows = PixelRows.of(image);
        this.row = new int[padded.width()];
        this.result = new Pixels(size, false);
    }

    /** The width of the rows, a multiple of the given number. */
    public int width() {
        return padded.width();
    }

    /** How many rows there are, likewise. */
    public int height() {
        return padded.height();
    }

    /** Writes row y, {@code width * 3} values in [-1, 1], to the array from the offset on. */
    public void read(int y, float[] target, int offset) {
        rows.read(Samples.reflect(y, size.height()), row);
        for (int x = size.width(); x < padded.width(); x++) {
            row[x] = row[Samples.reflect(x, size.width())];
        }
        ImageTensors.toValues(row, padded.width(), order, target, offset);
    }

    /**
     * Makes the result's row y of values as {@link ImageTensors#toImage} does.
     *
     * @throws IllegalArgumentException if one is NaN
     */
    public void write(int y, float[] source, int offset) {
        if (y < size.height()) {
            ImageTensors.toSamples(source, offset, order, result, y);
        }
    }

    /** The picture that was written, of the size of the one that was read (TYPE_INT_RGB). */
    public BufferedImage toImage() {
        return result.toImage();
    }
}
