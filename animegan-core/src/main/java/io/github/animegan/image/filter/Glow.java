package io.github.animegan.image.filter;

/**
 * Light that spills from what is bright: {@code c + weight * g * (1 - c)} for colours in [0, 1], where g is the Gaussian blur,
 * of radius {@code 3.5 sigma}, of the pixels whose luma exceeds the threshold (the others taken as black). The factor
 * {@code 1 - c} makes it a screen: a plain sum would burn out bright clouds and faces.
 */
public final class Glow implements PixelFilter {
    private final int threshold;
    private final float weight;
    private final GaussianBlur blur;

    public Glow(double sigma, double threshold, double weight) {
        this.threshold = (int) Math.round(threshold * 255_000);
        this.weight = (float) (weight / 255);
        this.blur = new GaussianBlur(sigma, (int) Math.ceil(3.5 * sigma));
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
                    argb[i] = Samples.withColours(
                            pixel,
                            screen(pixel >> 16 & 0xff, red[x]),
                            screen(pixel >> 8 & 0xff, green[x]),
                            screen(pixel & 0xff, blue[x]));
                }
            }
        });
    }

    private int[] highlights(int[] argb, int width, int height) {
        int[] highlights = new int[argb.length];
        ParallelRows.run(width, height, (first, end) -> {
            for (int i = first * width; i < end * width; i++) {
                highlights[i] = Samples.thousandfoldLuma(argb[i]) > threshold ? argb[i] : 0;
            }
        });
        return highlights;
    }

    private float screen(int sample, float glow) {
        return sample + weight * glow * (255 - sample);
    }
}
