package io.github.animegan.video;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import io.github.animegan.video.frame.Frame;
import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBufferInt;
import java.awt.image.DirectColorModel;
import java.awt.image.Raster;
import java.awt.image.SinglePixelPackedSampleModel;

/** Frames as images and back. */
final class FrameImages {
    private static final int OPAQUE = 0xff000000;
    private static final int[] RGB_MASKS = {0xff0000, 0xff00, 0xff};

    private FrameImages() {}

    /** An image over a frame's samples, which are not copied; without alpha if all of the frame is opaque. */
    static BufferedImage of(Frame frame) {
        int[] argb = frame.argb();
        DataBufferInt buffer = new DataBufferInt(argb, argb.length);
        if (isOpaque(argb)) {
            var layout =
                    new SinglePixelPackedSampleModel(buffer.getDataType(), frame.width(), frame.height(), RGB_MASKS);
            var colors = new DirectColorModel(24, RGB_MASKS[0], RGB_MASKS[1], RGB_MASKS[2]);
            return new BufferedImage(colors, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
        }
        ColorModel colors = ColorModel.getRGBdefault();
        var layout = colors.createCompatibleSampleModel(frame.width(), frame.height());
        return new BufferedImage(colors, Raster.createWritableRaster(layout, buffer, new Point()), false, null);
    }

    private static boolean isOpaque(int[] argb) {
        int all = OPAQUE;
        for (int pixel : argb) {
            all &= pixel;
        }
        return (all & OPAQUE) == OPAQUE;
    }

    /** A frame with an image's samples, in sRGB. */
    static Frame toFrame(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] argb = new int[width * height];
        int[] row = new int[width];
        PixelRows rows = ImageRows.of(image);
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            System.arraycopy(row, 0, argb, y * width, width);
        }
        return new Frame(width, height, argb);
    }
}
