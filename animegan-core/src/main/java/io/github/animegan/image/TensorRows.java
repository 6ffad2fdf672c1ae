package io.github.animegan.image;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.PictureFormat;

/**
 * A picture as {@link ImageTensors} has it, row by row, and the picture that comes back likewise, so that a generator
 * reads and writes where it computes. What was read up to now and what was written are independent. One thread at a time reads and
 * one writes.
 */
public final class TensorRows {
    private final PictureFormat format;
    private final ImageSize size;
    private final ImageSize padded;
    private final PixelRows rows;
    private final int[] row;
    private final Pixels result;

    /**
     * The rows of a picture.
     *
     * @param size of the picture
     * @param rows the picture, read one by one in any order
     * @param format how the network sees pictures; both sides are made a multiple of its number by reflection at the right and
     *     lower edge, which the result is without again
     */
    public TensorRows(ImageSize size, PixelRows rows, PictureFormat format) {
        this.format = format;
        this.size = size;
        this.padded = size.roundedUpTo(format.sizeMultiple());
        this.rows = rows;
        this.row = new int[padded.width()];
        this.result = new Pixels(size, false);
    }

    /** {@return the width of the rows, a multiple of the given number} */
    public int width() {
        return padded.width();
    }

    /** {@return how many rows there are: the height of the picture, rounded up to the multiple} */
    public int height() {
        return padded.height();
    }

    /**
     * Writes row y, {@code width * 3} values in [-1, 1], to the array from the offset on.
     *
     * @param y the row, from 0 at the top
     * @param target gets the values, pixel by pixel, in the format's order of channels
     * @param offset where the row begins in the array
     */
    public void read(int y, float[] target, int offset) {
        rows.read(Samples.reflect(y, size.height()), row);
        for (int x = size.width(); x < padded.width(); x++) {
            row[x] = row[Samples.reflect(x, size.width())];
        }
        toValues(row, padded.width(), format, target, offset);
    }

    /**
     * Makes the result's row y of values: rounded to the nearest sample, those outside [-1, 1] become black or white.
     *
     * @param y the row, from 0 at the top; rows below the picture are left out
     * @param source the values, pixel by pixel, in the format's order of channels
     * @param offset where the row begins in the array
     * @throws IllegalArgumentException if one is NaN
     */
    public void write(int y, float[] source, int offset) {
        if (y < size.height()) {
            toSamples(source, offset, format, result, y);
        }
    }

    /** {@return the picture that was written, of the size of the one that was read; not copied} */
    public Pixels result() {
        return result;
    }

    /** Writes the values of so many pixels to the array from the offset on. */
    static void toValues(int[] argb, int width, PictureFormat format, float[] target, int offset) {
        int firstShift = format.order() == ChannelOrder.RGB ? 16 : 0;
        for (int x = 0, i = offset; x < width; x++, i += 3) {
            int pixel = argb[x];
            target[i] = format.valueOf(pixel >> firstShift & 0xff);
            target[i + 1] = format.valueOf(pixel >> 8 & 0xff);
            target[i + 2] = format.valueOf(pixel >> (16 - firstShift) & 0xff);
        }
    }

    /** Makes one row of a picture of the values from the offset on. */
    static void toSamples(float[] data, int offset, PictureFormat format, Pixels pixels, int y) {
        int firstShift = format.order() == ChannelOrder.RGB ? 16 : 0;
        int pixel = y * pixels.width;
        for (int x = 0, i = offset; x < pixels.width; x++, i += 3) {
            float sum = data[i] + data[i + 1] + data[i + 2];
            if (Float.isNaN(sum)) {
                requireNumbers(data, i, x, y);
            }
            pixels.argb[pixel++] = PixelRows.OPAQUE
                    | format.sampleOf(data[i]) << firstShift
                    | format.sampleOf(data[i + 1]) << 8
                    | format.sampleOf(data[i + 2]) << (16 - firstShift);
        }
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
}
