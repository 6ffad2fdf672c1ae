package io.github.animegan.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/**
 * A picture as sRGB {@code 0xAARRGGBB}, not premultiplied, row by row: the form in which pictures are cropped, padded and
 * blended here. Without alpha the topmost byte is 255.
 */
final class Pixels {
    private static final int[] RGB_MASKS = {0xff0000, 0xff00, 0xff};

    final int width;
    final int height;
    final boolean hasAlpha;
    final int[] argb;

    Pixels(int width, int height, boolean hasAlpha, int[] argb) {
        this.width = width;
        this.height = height;
        this.hasAlpha = hasAlpha;
        this.argb = argb;
    }

    Pixels(ImageSize size, boolean hasAlpha) {
        this(size.width(), size.height(), hasAlpha, new int[Math.toIntExact(size.pixels())]);
    }

    /** A copy of the image's pixels. */
    static Pixels of(BufferedImage image) {
        PixelRows rows = PixelRows.of(image);
        Pixels pixels = new Pixels(ImageSize.of(image), image.getColorModel().hasAlpha());
        int[] row = new int[pixels.width];
        for (int y = 0; y < pixels.height; y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, pixels.argb, y * pixels.width, pixels.width);
        }
        return pixels;
    }

    /** An image over these pixels, which are not copied: TYPE_INT_ARGB with alpha, else TYPE_INT_RGB. */
    BufferedImage toImage() {
        if (!hasAlpha) {
            DataBufferInt buffer = new DataBufferInt(argb, argb.length);
            var layout = new SinglePixelPackedSampleModel(buffer.getDataType(), width, height, RGB_MASKS);
            var colours = new DirectColorModel(24, RGB_MASKS[0], RGB_MASKS[1], RGB_MASKS[2]);
            return new BufferedImage(colours, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
        }
        ColorModel colours = ColorModel.getRGBdefault();
        DataBufferInt buffer = new DataBufferInt(argb, argb.length);
        var layout = colours.createCompatibleSampleModel(width, height);
        return new BufferedImage(colours, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
    }

    /** The rectangle of the given size whose top left corner is at (x, y). */
    Pixels crop(int x, int y, ImageSize size) {
        Pixels cropped = new Pixels(size, hasAlpha);
        for (int row = 0; row < size.height(); row++) {
            System.arraycopy(argb, (y + row) * width + x, cropped.argb, row * size.width(), size.width());
        }
        return cropped;
    }
}
