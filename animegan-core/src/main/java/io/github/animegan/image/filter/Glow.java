package io.github.animegan.image.filter;

import io.github.animegan.image.Luma;
import io.github.animegan.image.Samples;

/**
 * Light that spills from what is bright: the Gaussian blur g, of radius {@code 3.5 sigma}, of the pixels whose luma exceeds
 * the threshold (the others taken as black), comes back to the picture: {@code c + weight * g}, or through a screen, {@code c +
 * weight * g * (1 - c)}, for colors in [0, 1].
 */
public final class Glow implements PixelFilter {
    private final int threshold;
    private final float weight;
    private final boolean screened;
    private final GaussianBlur blur;

    private Glow(double sigma, double threshold, double weight, boolean screened) {
        this.threshold = (int) Math.round(threshold * 255_000);
        this.weight = (float) weight;
        this.screened = screened;
        this.blur = new GaussianBlur(sigma, (int) Math.ceil(3.5 * sigma));
    }

    public static Glow added(double sigma, double threshold, double weight) {
        return new Glow(sigma, threshold, weight, false);
    }

    public static Glow screened(double sigma, double threshold, double weight) {
        return new Glow(sigma, threshold, weight, true);
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        int[] highlights = highlights(argb, width, height);
        int radius = blur.radius();
        ParallelRows.run(width, height, (first, end) -> {
            Planes planes = Planes.around(highlights, width, height, first, end, radius);
            GaussianBlur.Rows rows = blur.new Rows(width);
            float[] red = new float[width];
            float[] green = new float[width];
            float[] blue = new float[width];
            for (int y = first; y < end; y++) {
                rows.blur(planes.red, y - first + radius, red);
                rows.blur(planes.green, y - first + radius, green);
                rows.blur(planes.blue, y - first + radius, blue);
                for (int x = 0, i = y * width; x < width; x++, i++) {
                    int pixel = argb[i];
                    argb[i] = Samples.withColors(
                            pixel,
                            lighten(pixel >> 16 & 0xff, red[x]),
                            lighten(pixel >> 8 & 0xff, green[x]),
                            lighten(pixel & 0xff, blue[x]));
                }
            }
        });
    }

    private int[] highlights(int[] argb, int width, int height) {
        int[] highlights = new int[argb.length];
        ParallelRows.run(width, height, (first, end) -> {
            for (int i = first * width; i < end * width; i++) {
                highlights[i] = Luma.thousandfold(argb[i]) > threshold ? argb[i] : 0;
            }
        });
        return highlights;
    }

    private float lighten(int sample, float glow) {
        float light = weight * glow;
        return sample + (screened ? light * (255 - sample) / 255 : light);
    }
}
