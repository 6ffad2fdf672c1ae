package io.github.animegan.image.color;

/** Colors of CIE L*a*b*, as files hold them. */
public final class LabColors {
    /** D50, the white of print, from which colors go on to sRGB. */
    private static final double[] D50 = {0.3457, 0.3585};

    private final double[] white;

    /**
     * Colors relative to a white.
     *
     * @param x of its chromaticity
     * @param y of its chromaticity
     */
    public LabColors(double x, double y) {
        this.white = RgbEncoding.xyz(x, y);
    }

    /** Colors relative to D50, as ICC profiles have them. */
    public static LabColors ofPrint() {
        return new LabColors(D50[0], D50[1]);
    }

    /**
     * The sRGB color, opaque; what sRGB has not is cut off.
     *
     * @param lightness in [0, 100]
     * @param a from green, negative, to red
     * @param b from blue, negative, to yellow
     */
    public int toSrgb(double lightness, double a, double b) {
        double y = (lightness + 16) / 116;
        double[] xyz = {white[0] * inverse(y + a / 500), inverse(y), white[2] * inverse(y - b / 200)};
        return MatrixConversion.srgbOfXyz(RgbEncoding.adapt(xyz, white));
    }

    private static double inverse(double f) {
        return f > 6 / 29.0 ? f * f * f : 3 * (6 / 29.0) * (6 / 29.0) * (f - 4 / 29.0);
    }
}
