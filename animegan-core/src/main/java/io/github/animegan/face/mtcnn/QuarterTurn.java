package io.github.animegan.face.mtcnn;

import io.github.animegan.face.SimilarityTransform;
import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;

/**
 * Turns a picture by a multiple of 90 degrees.
 *
 * @param quarters how many quarter turns clockwise, from 1 to 3
 * @param size the size of the picture
 */
record QuarterTurn(int quarters, ImageSize size) {
    BufferedImage apply(BufferedImage picture) {
        boolean lying = quarters % 2 == 1;
        int width = size.width();
        int height = size.height();
        BufferedImage turned =
                new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        PixelRows rows = ImageRows.of(picture);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            rows.read(y, row);
            switch (quarters) {
                case 1 -> turned.getRaster().setDataElements(height - 1 - y, 0, 1, width, row);
                case 2 -> turned.getRaster().setDataElements(0, height - 1 - y, width, 1, reversed(row));
                default -> turned.getRaster().setDataElements(y, 0, 1, width, reversed(row));
            }
        }
        return turned;
    }

    private static int[] reversed(int[] row) {
        int[] reversed = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            reversed[i] = row[row.length - 1 - i];
        }
        return reversed;
    }

    /** From places in the turned picture to those in the picture. */
    SimilarityTransform back() {
        return switch (quarters) {
            case 1 -> new SimilarityTransform(0, -1, 0, size.height() - 1.0);
            case 2 -> new SimilarityTransform(-1, 0, size.width() - 1.0, size.height() - 1.0);
            default -> new SimilarityTransform(0, 1, size.width() - 1.0, 0);
        };
    }
}
