package io.github.animegan.image.io.jpeg;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.io.codec.PixelRowSink;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.EOFException;

/**
 * The raster of an image that is never there as a whole: hands each row on when a reader sets it, from top to bottom. It looks
 * as large as the picture and stores one row.
 */
public final class RowRaster extends WritableRaster {
    private final BufferedImage oneRow;
    private final PixelRows pixels;
    private final PixelRowSink rows;
    private final int[] packed;
    private final int passes;
    private int pass;
    private int rowsOfPass;
    private int next;

    /** @param passes how many times the reader will set all rows: only the last time they are handed on */
    RowRaster(ComponentColorModel colors, ImageSize size, int passes, PixelRowSink rows) {
        super(colors.createCompatibleSampleModel(size.width(), size.height()), new DataBufferByte(0), new Point());
        this.oneRow = new BufferedImage(colors, colors.createCompatibleWritableRaster(size.width(), 1), false, null);
        this.pixels = ImageRows.unconverted(oneRow);
        this.rows = rows;
        this.passes = passes;
        this.packed = new int[size.width()];
    }

    @Override
    public void setRect(int dx, int dy, Raster row) {
        pass += dy == 0 ? 1 : 0;
        rowsOfPass = dy + 1;
        if (pass != passes) {
            return;
        }
        if (dy != next || dx != 0 || row.getHeight() != 1 || row.getWidth() != packed.length) {
            throw new IllegalStateException("the rows come in another order than from top to bottom");
        }
        oneRow.getRaster().setRect(0, 0, row);
        pixels.read(0, packed);
        rows.accept(packed);
        next++;
    }

    /** The number of the pass, from 1, that rows come of now. */
    int pass() {
        return pass;
    }

    /** How many rows of this pass have come. */
    int rowsOfPass() {
        return rowsOfPass;
    }

    /** @throws EOFException if rows never came, or fewer times than they should have */
    void requireComplete() throws EOFException {
        if (next < getHeight()) {
            throw new EOFException("only " + next + " of " + getHeight() + " rows");
        }
    }
}
