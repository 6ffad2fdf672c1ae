package io.github.animegan.examples.cli.console;

import java.util.Locale;

/**
 * How far two pictures in {@code [-1, 1]} are apart.
 *
 * @param maxAbs the largest difference; NaN if one of them has any
 * @param meanAbs the mean of the differences
 * @param psnr the peak signal-to-noise ratio over the range of 2, in dB; infinite if they are the same
 */
public record Difference(double maxAbs, double meanAbs, double psnr) {
    private static final double RANGE = 2;

    public static Difference between(float[] actual, float[] expected) {
        double max = 0;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            max = Math.max(max, difference); // NaN stays
            sum += difference;
            squares += difference * difference;
        }
        return new Difference(max, sum / expected.length, 10 * Math.log10(RANGE * RANGE * expected.length / squares));
    }

    /** One line; what JSON has no number for (NaN, and the PSNR of equal pictures) is null. */
    public String toJson(double seconds) {
        return "{\"max_abs\":%s, \"mean_abs\":%s, \"psnr_db\":%s, \"seconds\":%s}"
                .formatted(
                        number("%.3e", maxAbs), number("%.3e", meanAbs), number("%.2f", psnr), number("%.6f", seconds));
    }

    private static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "null";
    }
}
