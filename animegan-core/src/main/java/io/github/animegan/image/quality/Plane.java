package io.github.animegan.image.quality;

import java.awt.image.BufferedImage;

/**
 * The lightness of a picture as figures of style see it: luma in [0, 1], row after row. Windows reach over the edges into the
 * reflection, the edge not repeated, except for a closing, which sees nothing there.
 */
final class Plane {
    private static final float STEEPEST = 0.25f;

    /** How far a disc of 7 pixels reaches to each side in its rows, from the topmost. */
    private static final int[] DISC = {0, 2, 3, 3, 3, 2, 0};

    final int width;
    final int height;
    final float[] samples;

    private Plane(int width, int height, float[] samples) {
        this.width = width;
        this.height = height;
        this.samples = samples;
    }

    static Plane lightness(BufferedImage image) {
        double[] luma = Channel.luma(image).samples;
        float[] samples = new float[luma.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (luma[i] / 255);
        }
        return new Plane(image.getWidth(), image.getHeight(), samples);
    }

    /** From a pixel to its neighbor on the right. */
    float stepRight(int x, int y) {
        return samples[y * width + x + 1] - samples[y * width + x];
    }

    /** From a pixel to its neighbor below. */
    float stepDown(int x, int y) {
        return samples[(y + 1) * width + x] - samples[y * width + x];
    }

    /** Through a Gaussian that is cut off at four sigma. */
    Plane blurred(double sigma) {
        int radius = (int) Math.rint(sigma * 8 + 1) / 2;
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            weights[k + radius] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += weights[k + radius];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return filtered(weights, true).filtered(weights, false);
    }

    /** Each pixel becomes the weighted sum of those beside it, in its row or in its column. */
    private Plane filtered(double[] weights, boolean inRows) {
        int radius = weights.length / 2;
        float[] result = new float[samples.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = -radius; k <= radius; k++) {
                    int place = inRows ? y * width + reflect(x + k, width) : reflect(y + k, height) * width + x;
                    sum += weights[k + radius] * samples[place];
                }
                result[y * width + x] = (float) sum;
            }
        }
        return new Plane(width, height, result);
    }

    private static int reflect(int place, int length) {
        int folded = Math.abs(place);
        return folded < length ? folded : 2 * (length - 1) - folded;
    }

    /**
     * The magnitude of Scharr's gradients, a sixteenth of it, between two blurs of sigma 1; cut off at a quarter and stretched
     * to [0, 1].
     */
    Plane edges() {
        Plane smooth = blurred(1);
        double[] across = {-1, 0, 1};
        double[] along = {3, 10, 3};
        float[] dx = smooth.filtered(across, true).filtered(along, false).samples;
        float[] dy = smooth.filtered(along, true).filtered(across, false).samples;
        float[] magnitudes = new float[dx.length];
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = (float) Math.hypot(dx[i], dy[i]) / 16;
        }
        Plane map = new Plane(width, height, magnitudes).blurred(1);
        for (int i = 0; i < map.samples.length; i++) {
            map.samples[i] = Math.min(map.samples[i], STEEPEST) / STEEPEST;
        }
        return map;
    }

    /** Morphological closing with a disc of 7 pixels: what is dark and narrower than that gets the lightness around it. */
    Plane closed() {
        return extreme(1).extreme(-1);
    }

    /** The lightest in the disc around each pixel, or, for the sign -1, the darkest. */
    private Plane extreme(int sign) {
        float[] result = new float[samples.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float best = Float.NEGATIVE_INFINITY;
                for (int k = Math.max(-3, -y); k <= Math.min(3, height - 1 - y); k++) {
                    int reach = DISC[k + 3];
                    int row = (y + k) * width;
                    for (int i = Math.max(0, x - reach); i <= Math.min(width - 1, x + reach); i++) {
                        best = Math.max(best, sign * samples[row + i]);
                    }
                }
                result[y * width + x] = sign * best;
            }
        }
        return new Plane(width, height, result);
    }
}
