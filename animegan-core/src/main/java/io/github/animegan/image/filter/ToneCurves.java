package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;
import java.util.function.DoubleUnaryOperator;

/** A curve for each color, from [0, 1] to [0, 1], as tables of all samples. */
public final class ToneCurves implements PixelFilter {
    private final int[] red;
    private final int[] green;
    private final int[] blue;

    private ToneCurves(DoubleUnaryOperator red, DoubleUnaryOperator green, DoubleUnaryOperator blue) {
        this.red = table(red);
        this.green = table(green);
        this.blue = table(blue);
    }

    /**
     * Bright blue skies and deep shadows. A sample is multiplied by its color's gain, at most 1, then {@code y = tanh(x) /
     * tanh(1)} for x in [-1, 1]: the sigmoid {@code 2 / (1 + exp(-2 x)) - 1}, stretched so that black and white stay.
     */
    public static ToneCurves shinkai(double greenGain, double blueGain) {
        return new ToneCurves(
                ToneCurves::sigmoid, v -> sigmoid(Math.min(1, greenGain * v)), v -> sigmoid(Math.min(1, blueGain * v)));
    }

    /** {@code 0.5 + factor * (v - 0.5)}. */
    public static ToneCurves contrast(double factor) {
        DoubleUnaryOperator line = v -> 0.5 + factor * (v - 0.5);
        return new ToneCurves(line, line, line);
    }

    /** {@code factor * v}. */
    static ToneCurves gains(double red, double green, double blue) {
        return new ToneCurves(v -> red * v, v -> green * v, v -> blue * v);
    }

    private static double sigmoid(double v) {
        return 0.5 + 0.5 * Math.tanh(2 * v - 1) / Math.tanh(1);
    }

    private static int[] table(DoubleUnaryOperator curve) {
        int[] table = new int[256];
        for (int sample = 0; sample < table.length; sample++) {
            table[sample] = Samples.clamp((float) (255 * curve.applyAsDouble(sample / 255.0)));
        }
        return table;
    }

    @Override
    public void apply(int[] argb, int width, int height) {
        ParallelRows.run(width, height, (first, end) -> {
            for (int i = first * width; i < end * width; i++) {
                int pixel = argb[i];
                argb[i] = (pixel & 0xff000000)
                        | red[pixel >> 16 & 0xff] << 16
                        | green[pixel >> 8 & 0xff] << 8
                        | blue[pixel & 0xff];
            }
        });
    }
}
