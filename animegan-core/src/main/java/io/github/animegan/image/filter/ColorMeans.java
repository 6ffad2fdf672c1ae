package io.github.animegan.image.filter;

import io.github.animegan.image.Luma;

/**
 * A picture's mean colors, pixels weighted by their alpha.
 *
 * @param red in [0, 255], as the others; all are 0 where nothing is visible
 */
public record ColorMeans(double red, double green, double blue) {
    /** Exact, so the same whatever the order of adding up. */
    public static ColorMeans of(int[] argb) {
        long weights = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int pixel : argb) {
            int alpha = pixel >>> 24;
            weights += alpha;
            red += (long) alpha * (pixel >> 16 & 0xff);
            green += (long) alpha * (pixel >> 8 & 0xff);
            blue += (long) alpha * (pixel & 0xff);
        }
        double scale = weights == 0 ? 0 : 1.0 / weights;
        return new ColorMeans(red * scale, green * scale, blue * scale);
    }

    /** The mean luma, {@code 0.299 R + 0.587 G + 0.114 B}. */
    public double luma() {
        return Luma.of(red, green, blue);
    }

    /** All colors multiplied so that a picture of these means gets the luma; nothing changes where all is black. */
    public PixelFilter toLuma(double luma) {
        double gain = luma() == 0 ? 1 : luma / luma();
        return ToneCurves.gains(gain, gain, gain);
    }

    /** Each color multiplied so that a picture of these means gets gray in the mean; a color that is nowhere stays so. */
    public PixelFilter toGray() {
        double gray = (red + green + blue) / 3;
        return ToneCurves.gains(gain(gray, red), gain(gray, green), gain(gray, blue));
    }

    private static double gain(double wanted, double mean) {
        return mean == 0 ? 1 : wanted / mean;
    }
}
