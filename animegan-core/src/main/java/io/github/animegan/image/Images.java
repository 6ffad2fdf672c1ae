package io.github.animegan.image;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/** AWT's pictures and this library's: what computes with pixels alone knows nothing of AWT. */
public final class Images {
    private static final int[] RGB_MASKS = {0xff0000, 0xff00, 0xff};

    private Images() {}

    /**
     * {@return the size of a picture}
     *
     * @param image of any type
     */
    public static ImageSize sizeOf(BufferedImage image) {
        return new ImageSize(image.getWidth(), image.getHeight());
    }

    /**
     * {@return a copy of the image's pixels}
     *
     * @param image of any type and color space; not changed
     */
    public static Pixels pixelsOf(BufferedImage image) {
        PixelRows rows = ImageRows.of(image);
        Pixels pixels = new Pixels(sizeOf(image), image.getColorModel().hasAlpha());
        int[] row = new int[pixels.width];
        for (int y = 0; y < pixels.height; y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, pixels.argb, y * pixels.width, pixels.width);
        }
        return pixels;
    }

    /**
     * {@return an image over these pixels, which are not copied: TYPE_INT_ARGB with alpha, else TYPE_INT_RGB}
     *
     * @param pixels whose later changes show in the image, too
     */
    public static BufferedImage toImage(Pixels pixels) {
        DataBufferInt buffer = new DataBufferInt(pixels.argb, pixels.argb.length);
        if (!pixels.hasAlpha) {
            var layout = new SinglePixelPackedSampleModel(buffer.getDataType(), pixels.width, pixels.height, RGB_MASKS);
            var colors = new DirectColorModel(24, RGB_MASKS[0], RGB_MASKS[1], RGB_MASKS[2]);
            return new BufferedImage(colors, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
        }
        ColorModel colors = ColorModel.getRGBdefault();
        var layout = colors.createCompatibleSampleModel(pixels.width, pixels.height);
        return new BufferedImage(colors, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
    }
}
