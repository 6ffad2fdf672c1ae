package io.github.animegan.engine.kernel;

/**
 * A rectangle of pixels within a float array, channels last.
 *
 * @param offset of the first pixel
 * @param rowStride floats from a pixel to the one below
 * @param pixelStride floats from a pixel to its right neighbour
 */
@SuppressWarnings("ArrayRecordComponent") // A view, never compared: it stands for the memory, not for a value.
public record PixelView(float[] data, int offset, int rowStride, int pixelStride) {
    /** The index of a pixel's first channel. */
    public int at(int row, int column) {
        return offset + row * rowStride + column * pixelStride;
    }

    /** A view of every {@code step}th pixel, down and across, beginning with the given one. */
    public PixelView phase(int row, int column, int step) {
        return new PixelView(data, at(row, column), rowStride * step, pixelStride * step);
    }

    /** Whether rows of this width follow each other without a gap, so that all pixels are one long row. */
    public boolean isSeamless(int width) {
        return rowStride == width * pixelStride;
    }
}
