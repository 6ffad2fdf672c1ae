package io.github.animegan.image.filter;

/**
 * A picture's mean colours, pixels weighted by their alpha.
 *
 * @param red in [0, 255], as the others; all are 0 where nothing is visible
 */
public record ColourMeans(double red, double green, double blue) {
    /** Exact, so the same whatever the order of adding up. */
    public static ColourMeans of(int[] argb) {
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
        return new ColourMeans(red * scale, green * scale, blue * scale);
    }

    /** The mean luma, {@code 0.299 R + 0.587 G + 0.114 B}. */
    public double luma() {
        return 0.299 * red + 0.587 * green + 0.114 * blue;
    }

    /** All colours multiplied so that a picture of these means gets the luma; nothing changes where all is black. */
    public PixelFilter toLuma(double luma) {
        double gain = luma() == 0 ? 1 : luma / luma();
        return ToneCurves.gains(gain, gain, gain);
    }

    /** Each colour multiplied so that a picture of these means gets grey in the mean; a colour that is nowhere stays so. */
    public PixelFilter toGrey() {
        double grey = (red + green + blue) / 3;
        return ToneCurves.gains(gain(grey, red), gain(grey, green), gain(grey, blue));
    }

    private static double gain(double wanted, double mean) {
        return mean == 0 ? 1 : wanted / mean;
    }
}
