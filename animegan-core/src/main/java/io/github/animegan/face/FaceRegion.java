package io.github.animegan.face;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Samples;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** A rectangle of a picture as planes of red, green and blue; beyond the picture's edges its mirror image is seen. */
final class FaceRegion {
    final int left;
    final int top;
    final int width;
    final int height;
    /** Red, green and blue in [0, 255], row by row. */
    final float[][] planes;

    private FaceRegion(Rectangle where) {
        this.left = where.x;
        this.top = where.y;
        this.width = where.width;
        this.height = where.height;
        this.planes = new float[3][Math.multiplyExact(width, height)];
    }

    static FaceRegion of(BufferedImage picture, Rectangle where) {
        FaceRegion region = new FaceRegion(where);
        PixelRows rows = ImageRows.of(picture);
        int[] row = new int[picture.getWidth()];
        int read = -1;
        for (int y = 0; y < region.height; y++) {
            int source = Samples.reflect(region.top + y, picture.getHeight());
            if (source != read) {
                rows.read(source, row);
                read = source;
            }
            for (int x = 0, i = y * region.width; x < region.width; x++, i++) {
                int argb = row[Samples.reflect(region.left + x, row.length)];
                region.planes[0][i] = argb >> 16 & 0xff;
                region.planes[1][i] = argb >> 8 & 0xff;
                region.planes[2][i] = argb & 0xff;
            }
        }
        return region;
    }

    /** Means of squares of that many pixels a side, from (0, 0) on; those at the right and the bottom may be of fewer. */
    FaceRegion reduced(int factor) {
        FaceRegion reduced = new FaceRegion(new Rectangle((width - 1) / factor + 1, (height - 1) / factor + 1));
        for (int channel = 0; channel < planes.length; channel++) {
            for (int y = 0; y < reduced.height; y++) {
                for (int x = 0; x < reduced.width; x++) {
                    reduced.planes[channel][y * reduced.width + x] =
                            mean(planes[channel], x * factor, y * factor, factor);
                }
            }
        }
        return reduced;
    }

    private float mean(float[] plane, int fromX, int fromY, int side) {
        int toX = Math.min(width, fromX + side);
        int toY = Math.min(height, fromY + side);
        float sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += plane[y * width + x];
            }
        }
        return sum / ((toX - fromX) * (toY - fromY));
    }

    /** From places in the picture to those in {@link #reduced}. */
    SimilarityTransform toReduced(int factor) {
        double middle = (factor - 1) / 2.0;
        return new SimilarityTransform(1.0 / factor, 0, -(left + middle) / factor, -(top + middle) / factor);
    }
}
