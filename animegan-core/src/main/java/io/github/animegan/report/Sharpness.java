package io.github.animegan.report;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.Luma;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;

/**
 * How sharp a picture is: the variance of the Laplacian of its luma.
 *
 * @see <a href="https://doi.org/10.1109/ICPR.2000.903548">J. L. Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy:
 *     a comparative study, 2000</a>
 */
final class Sharpness {
    private Sharpness() {}

    static double of(BufferedImage image) {
        int width = image.getWidth();
        PixelRows rows = ImageRows.of(image);
        double[][] luma = new double[3][width];
        int[] row = new int[width];
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            rows.read(y, row);
            double[] below = luma[y % 3];
            for (int x = 0; x < width; x++) {
                below[x] = Luma.thousandfold(row[x]) / 1000.0;
            }
            if (y >= 2) {
                double[] above = luma[(y - 2) % 3];
                double[] middle = luma[(y - 1) % 3];
                for (int x = 1; x < width - 1; x++) {
                    double laplacian = above[x] + below[x] + middle[x - 1] + middle[x + 1] - 4 * middle[x];
                    sum += laplacian;
                    squares += laplacian * laplacian;
                }
            }
        }
        double count = Math.max(1, (width - 2.0) * (image.getHeight() - 2));
        return squares / count - sum / count * sum / count;
    }
}
