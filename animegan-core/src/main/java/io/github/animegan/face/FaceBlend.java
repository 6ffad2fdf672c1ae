package io.github.animegan.face;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Samples;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * Puts a face that was drawn in the standard pose back into its picture: warped back, with its colors brought to those of the
 * picture at the rim, and blended by {@link FaceMask}. Pixels outside of the mask stay as they are, to the bit.
 *
 * <p>Colors are matched like Reinhard's transfer, channel by channel: the mean and the deviation that the drawn face has on the ring
 * of the mask become those that the picture has there.
 *
 * @see <a href="https://doi.org/10.1109/38.946629">E. Reinhard et al., Color transfer between images, 2001</a>
 */
final class FaceBlend {
    /** A ring of hair and wall tells little of a face's contrast, so that this is changed by no more. */
    private static final double MOST_GAIN = 1.25;

    /** Differences in which rounding has a part are left alone. */
    private static final double LEAST_SHIFT = 0.5;

    private FaceBlend() {}

    /**
     * Blends a face into a picture, which is changed.
     *
     * @param picture an RGB or ARGB picture of whole numbers
     * @param face what was drawn: a square in the standard pose
     * @param toFace from the picture to that square
     */
    static void paste(BufferedImage picture, BufferedImage face, SimilarityTransform toFace) {
        Rectangle where =
                bounds(toFace, face.getWidth()).intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
        if (where.isEmpty()) {
            return;
        }
        float[][] drawn = Warp.planes(face, toFace.inverse(), where);
        float[][] before = FaceRegion.of(picture, where).planes;
        float[] mask = mask(toFace, face.getWidth(), where);
        for (int channel = 0; channel < 3; channel++) {
            matchRing(drawn[channel], before[channel], mask);
        }
        int[] row = new int[where.width];
        for (int y = 0; y < where.height; y++) {
            picture.getRaster().getDataElements(where.x, where.y + y, where.width, 1, row);
            for (int x = 0, i = y * where.width; x < where.width; x++, i++) {
                if (mask[i] > 0) {
                    row[x] = (row[x] & 0xff000000)
                            | mixed(before[0][i], drawn[0][i], mask[i]) << 16
                            | mixed(before[1][i], drawn[1][i], mask[i]) << 8
                            | mixed(before[2][i], drawn[2][i], mask[i]);
                }
            }
            picture.getRaster().setDataElements(where.x, where.y + y, where.width, 1, row);
        }
    }

    private static int mixed(float before, float drawn, float part) {
        return Samples.clamp(before + part * (drawn - before));
    }

    /** A copy that {@link #paste} may change: TYPE_INT_ARGB if the picture has alpha, else TYPE_INT_RGB. */
    static BufferedImage copy(BufferedImage picture) {
        boolean hasAlpha = picture.getColorModel().hasAlpha();
        int type = hasAlpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
        BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
        PixelRows rows = ImageRows.of(picture);
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            rows.read(y, row);
            copy.getRaster().setDataElements(0, y, row.length, 1, row);
        }
        return copy;
    }

    /** The upright rectangle of the picture in which the mask lies. */
    static Rectangle bounds(SimilarityTransform toFace, int side) {
        SimilarityTransform back = toFace.inverse();
        double[] mask = FaceMask.bounds();
        Rectangle2D all = new Rectangle2D.Double(
                back.x(mask[0] * side, mask[1] * side), back.y(mask[0] * side, mask[1] * side), 0, 0);
        for (int corner = 1; corner < 4; corner++) {
            double x = mask[corner % 2 * 2] * side;
            double y = mask[1 + corner / 2 * 2] * side;
            all.add(back.x(x, y), back.y(x, y));
        }
        return all.getBounds();
    }

    private static float[] mask(SimilarityTransform toFace, int side, Rectangle where) {
        float[] mask = new float[where.width * where.height];
        for (int i = 0; i < mask.length; i++) {
            double x = where.x + i % where.width;
            double y = where.y + i / where.width;
            mask[i] = (float) FaceMask.at((toFace.x(x, y) + 0.5) / side, (toFace.y(x, y) + 0.5) / side);
        }
        return mask;
    }

    /** Gives the drawn channel the mean and the deviation that the other has where the mask is neither all nor nothing. */
    private static void matchRing(float[] drawn, float[] before, float[] mask) {
        double[] from = moments(drawn, mask);
        double[] to = moments(before, mask);
        double gain = from[1] == 0 ? 1 : Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, to[1] / from[1]));
        boolean alike = Math.abs(to[0] - from[0]) < LEAST_SHIFT && Math.abs(to[1] - from[1]) < LEAST_SHIFT;
        if (alike) {
            return;
        }
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = (float) (to[0] + gain * (drawn[i] - from[0]));
        }
    }

    /** The mean and the deviation on the ring. */
    private static double[] moments(float[] values, float[] mask) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = 0; i < mask.length; i++) {
            if (mask[i] > 0 && mask[i] < 1) {
                sum += values[i];
                squares += (double) values[i] * values[i];
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        return new double[] {mean, count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean))};
    }
}
