package io.github.animegan.image.quality;

import java.awt.image.BufferedImage;
import java.util.List;

/** Peak signal-to-noise ratio: {@code 10 log10(255^2 / MSE)} in decibels, the mean over all samples of all three colors. */
public final class Psnr {
    private Psnr() {}

    /**
     * {@return the ratio in decibels; infinite for equal pictures}
     *
     * @param a a picture; not changed
     * @param b a picture of the same size; not changed
     * @throws IllegalArgumentException if their sizes differ
     */
    public static double of(BufferedImage a, BufferedImage b) {
        Channel.requireSameSize(a, b);
        List<Channel> first = Channel.colors(a);
        List<Channel> second = Channel.colors(b);
        double squares = 0;
        for (int color = 0; color < 3; color++) {
            double[] x = first.get(color).samples;
            double[] y = second.get(color).samples;
            for (int i = 0; i < x.length; i++) {
                squares += (x[i] - y[i]) * (x[i] - y[i]);
            }
        }
        double mean = squares / (3.0 * a.getWidth() * a.getHeight());
        return 10 * Math.log10(255 * 255 / mean);
    }
}
