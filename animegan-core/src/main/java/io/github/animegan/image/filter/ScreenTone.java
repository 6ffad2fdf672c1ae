package io.github.animegan.image.filter;

import io.github.animegan.image.Luma;

/**
 * Printer's dots in place of gray areas: a grid of dots that is turned by 45 degrees, the larger the darker the area. A pixel
 * darker than 0.15 stays ink, one lighter than 0.9 paper, and those between are ink where {@code (2 + cos u + cos v) / 4}
 * exceeds their luma, with an edge about a pixel wide. What has a color keeps it, in its light and its dark shade.
 */
public final class ScreenTone implements PixelFilter {
    private static final double DARKEST = 0.15;
    private static final double LIGHTEST = 0.9;
    private static final double INK = 0.1;
    private static final double PAPER = 0.97;

    private final double dots;

    /** @param dots along the longer side */
    public ScreenTone(double dots) {
        this.dots = dots;
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        double period = Math.max(2.5, Math.max(width, height) / dots);
        ParallelRows.run(width, height, (first, end) -> {
            for (int y = first; y < end; y++) {
                for (int x = 0; x < width; x++) {
                    int i = y * width + x;
                    argb[i] = tone(argb[i], x, y, period);
                }
            }
        });
    }

    private static int tone(int argb, int x, int y, double period) {
        double luma = Luma.thousandfold(argb) / 255_000.0;
        if (luma <= DARKEST || luma >= LIGHTEST) {
            return argb;
        }
        double scale = Math.PI * Math.sqrt(2) / period;
        double dot = (2 + Math.cos((x + y) * scale) + Math.cos((x - y) * scale)) / 4;
        double softness = 1.2 / period;
        double ink = Math.max(0, Math.min(1, (dot - luma) / softness + 0.5));
        double wanted = ink * INK + (1 - ink) * PAPER;
        double gain = Math.min(wanted / luma, brightest(argb));
        return (argb & 0xff000000)
                | sample(argb >> 16 & 0xff, gain) << 16
                | sample(argb >> 8 & 0xff, gain) << 8
                | sample(argb & 0xff, gain);
    }

    /** The largest gain that keeps the color. */
    private static double brightest(int argb) {
        int largest = Math.max(argb >> 16 & 0xff, Math.max(argb >> 8 & 0xff, argb & 0xff));
        return 255.0 / Math.max(1, largest);
    }

    private static int sample(int value, double gain) {
        return (int) Math.min(255, Math.round(value * gain));
    }
}
