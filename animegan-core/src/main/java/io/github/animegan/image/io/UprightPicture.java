package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.io.codec.Orientation;
import io.github.animegan.image.io.codec.PixelRowSink;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;

/** Puts the rows of a file where they belong in the upright picture. */
final class UprightPicture implements PixelRowSink {
    private final ImageSize fileSize;
    private final Orientation orientation;
    private final BufferedImage opaque;
    private final DataBufferInt pixels;
    private int y;
    private int all = PixelRows.OPAQUE;

    UprightPicture(ImageSize fileSize, Orientation orientation) {
        ImageSize size = orientation.uprightSize(fileSize);
        this.fileSize = fileSize;
        this.orientation = orientation;
        this.opaque = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        this.pixels = (DataBufferInt) opaque.getRaster().getDataBuffer();
    }

    @Override
    public void accept(int[] row) {
        for (int x = 0; x < fileSize.width(); x++) {
            all &= row[x];
        }
        orientation.place(row, y++, fileSize, pixels.getData());
    }

    /** TYPE_INT_RGB, or TYPE_INT_ARGB if any pixel is not opaque. */
    BufferedImage toImage() {
        if (all >>> 24 == 255) {
            return opaque;
        }
        DirectColorModel argb = (DirectColorModel) ColorModel.getRGBdefault();
        int width = opaque.getWidth();
        var raster = Raster.createPackedRaster(pixels, width, opaque.getHeight(), width, argb.getMasks(), null);
        return new BufferedImage(argb, raster, false, null);
    }
}
