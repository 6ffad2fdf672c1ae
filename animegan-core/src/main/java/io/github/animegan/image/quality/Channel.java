package io.github.animegan.image.quality;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.Images;
import io.github.animegan.image.Luma;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.Stream;

/** One quantity of a picture's pixels, in [0, 255], row after row. */
final class Channel {
    final int width;
    final int height;
    final double[] samples;

    Channel(int width, int height, double[] samples) {
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    /** Red, green and blue. */
    static List<Channel> colors(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        double[][] samples = new double[3][Math.multiplyExact(width, height)];
        PixelRows rows = ImageRows.of(image);
        int[] row = new int[width];
        for (int y = 0, i = 0; y < height; y++) {
            rows.read(y, row);
            for (int x = 0; x < width; x++, i++) {
                samples[0][i] = row[x] >> 16 & 0xff;
                samples[1][i] = row[x] >> 8 & 0xff;
                samples[2][i] = row[x] & 0xff;
            }
        }
        return Stream.of(samples)
                .map(color -> new Channel(width, height, color))
                .toList();
    }

    static Channel luma(BufferedImage image) {
        List<Channel> colors = colors(image);
        double[] red = colors.get(0).samples;
        double[] green = colors.get(1).samples;
        double[] blue = colors.get(2).samples;
        double[] luma = new double[red.length];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = Luma.of(red[i], green[i], blue[i]);
        }
        return new Channel(image.getWidth(), image.getHeight(), luma);
    }

    /** Refuses pictures that cannot be compared place by place. */
    static void requireSameSize(BufferedImage a, BufferedImage b) {
        if (!Images.sizeOf(a).equals(Images.sizeOf(b))) {
            throw new IllegalArgumentException(
                    "pictures of different sizes cannot be compared: " + Images.sizeOf(a) + " and " + Images.sizeOf(b));
        }
    }
}
