package io.github.animegan.image.filter;

import io.github.animegan.image.Samples;

/**
 * A row of pixels in CIE L*a*b* (sRGB primaries and transfer curve, white point D65, as scikit-image's {@code rgb2lab}), held as
 * the three values that L*a*b* is made of: {@code L = 116 fy - 16}, {@code a = 500 (fx - fy)}, {@code b = 200 (fy - fz)}. Colors
 * are within 0.1 of a sample of what float64 gives: roots and transfer curve come from interpolated tables.
 */
final class LabRow {
    /** Below the edge the root is replaced by a line. Rounded as OpenCV and scikit-image have them. */
    private static final double EDGE = 0.008856;

    private static final double SLOPE = 7.787;
    private static final double OFFSET = 16 / 116.0;

    private static final double[] EXACTLY_LINEAR = linear();
    private static final float[] LINEAR = toFloat(EXACTLY_LINEAR);
    private static final CurveTable ROOT = new CurveTable(LabRow::root);
    private static final CurveTable GAMMA =
            new CurveTable(v -> 255 * (v > 0.0031308 ? 1.055 * Math.pow(v, 1 / 2.4) - 0.055 : 12.92 * v));

    final float[] fx;
    final float[] fy;
    final float[] fz;

    LabRow(int width) {
        fx = new float[width];
        fy = new float[width];
        fz = new float[width];
    }

    /** Takes the row that starts at the offset. */
    void read(int[] argb, int offset) {
        for (int x = 0; x < fx.length; x++) {
            int pixel = argb[offset + x];
            float red = LINEAR[pixel >> 16 & 0xff];
            float green = LINEAR[pixel >> 8 & 0xff];
            float blue = LINEAR[pixel & 0xff];
            fx[x] = ROOT.at((0.412453f * red + 0.357580f * green + 0.180423f * blue) / 0.95047f);
            fy[x] = ROOT.at(0.212671f * red + 0.715160f * green + 0.072169f * blue);
            fz[x] = ROOT.at((0.019334f * red + 0.119193f * green + 0.950227f * blue) / 1.08883f);
        }
    }

    /** Writes the row's colors, cut off where sRGB has none, under the alpha that is there. */
    void write(int[] argb, int offset) {
        for (int i = 0; i < fx.length; i++) {
            float x = 0.95047f * cube(fx[i]);
            float y = cube(fy[i]);
            float z = 1.08883f * cube(fz[i]);
            argb[offset + i] = Samples.withColors(
                    argb[offset + i],
                    GAMMA.at(3.240479f * x - 1.537150f * y - 0.498535f * z),
                    GAMMA.at(-0.969256f * x + 1.875992f * y + 0.041556f * z),
                    GAMMA.at(0.055648f * x - 0.204043f * y + 1.057311f * z));
        }
    }

    private static float cube(float f) {
        return f > 0.2068966f ? f * f * f : (f - (float) OFFSET) / (float) SLOPE;
    }

    /** L* of one pixel in double: slow, for where a rounding error matters. */
    static double lightness(int argb) {
        double y = 0.212671 * EXACTLY_LINEAR[argb >> 16 & 0xff]
                + 0.715160 * EXACTLY_LINEAR[argb >> 8 & 0xff]
                + 0.072169 * EXACTLY_LINEAR[argb & 0xff];
        return 116 * root(y) - 16;
    }

    private static double root(double t) {
        return t > EDGE ? Math.cbrt(t) : SLOPE * t + OFFSET;
    }

    private static double[] linear() {
        double[] linear = new double[256];
        for (int sample = 0; sample < linear.length; sample++) {
            double v = sample / 255.0;
            linear[sample] = v > 0.04045 ? Math.pow((v + 0.055) / 1.055, 2.4) : v / 12.92;
        }
        return linear;
    }

    private static float[] toFloat(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
