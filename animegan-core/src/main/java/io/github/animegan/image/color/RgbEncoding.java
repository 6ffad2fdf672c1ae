package io.github.animegan.image.color;

import java.util.Collections;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Colors that a file describes by the chromaticities of its primaries and a transfer curve, without an ICC profile: the chunks
 * gAMA, cHRM and cICP of PNG files.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#11addnlcolinfo">PNG specification, third edition, 11.3.2</a>
 * @see <a href="https://www.itu.int/rec/T-REC-H.273">ITU-T H.273: coding-independent code points</a>
 */
public final class RgbEncoding {
    /** The chromaticities x and y of white, red, green and blue of sRGB and BT.709. */
    private static final double[] BT_709 = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};

    private static final double[] BT_601 = {0.3127, 0.3290, 0.63, 0.34, 0.31, 0.595, 0.155, 0.07};
    private static final double[] BT_470_BG = {0.3127, 0.3290, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06};
    private static final double[] BT_2020 = {0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
    private static final double[] DISPLAY_P3 = {0.3127, 0.3290, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06};

    /** The white of sRGB in nits, where a picture of a high dynamic range has brighter things (ITU-R BT.2408). */
    private static final double WHITE_NITS = 203;

    private static final double PQ_NITS = 10_000;
    private static final double HLG_NITS = 1000;
    /** Light above this share of white is compressed, so that highlights keep some of their drawing. */
    private static final double KNEE = 0.75;

    private static final double[] D50 = {0.96422, 1, 0.82521};
    /** The cone responses of Bradford's method, which ICC profiles are adapted by. */
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private static final double[][] BRADFORD_INVERSE = {
        {0.9869929, -0.1470543, 0.1599627}, {0.4323053, 0.5183603, 0.0492912}, {-0.0085287, 0.0400428, 0.9684867}
    };

    private RgbEncoding() {}

    /**
     * The conversion from samples that are powers of light; empty where that is sRGB.
     *
     * @param exponent samples are light raised to this, as a gAMA chunk says; values of about 1/2.2 mean sRGB's own curve
     * @param chromaticities x and y of white, red, green and blue; none for those of sRGB
     * @throws IllegalArgumentException if there are no such colors
     */
    public static Optional<ColorConversion> ofGamma(double exponent, Optional<double[]> chromaticities) {
        if (!(exponent > 0.01 && exponent < 100)) {
            throw new IllegalArgumentException("its gamma cannot be " + exponent);
        }
        boolean isSrgb = Math.abs(exponent - 1 / 2.2) < 0.005;
        return of(chromaticities.orElse(BT_709), isSrgb ? MatrixConversion::linear : x -> Math.pow(x, 1 / exponent));
    }

    /**
     * The conversion from a code point's colors; empty where that is sRGB.
     *
     * @param primaries the number of the primaries
     * @param transfer the number of the transfer curve
     * @throws IllegalArgumentException naming the code point, if it is not known here
     */
    public static Optional<ColorConversion> ofCodePoints(int primaries, int transfer) {
        double[] chromaticities = switch (primaries) {
            case 1 -> BT_709;
            case 5 -> BT_470_BG;
            case 6, 7 -> BT_601;
            case 9 -> BT_2020;
            case 12 -> DISPLAY_P3;
            default -> throw new IllegalArgumentException("color primaries " + primaries);
        };
        DoubleUnaryOperator curve = switch (transfer) {
            case 1, 6, 14, 15 -> RgbEncoding::bt709;
            case 4 -> x -> Math.pow(x, 2.2);
            case 5 -> x -> Math.pow(x, 2.8);
            case 8 -> x -> x;
            case 13 -> MatrixConversion::linear;
            case 16 -> x -> compress(pq(x) * PQ_NITS / WHITE_NITS);
            case 18 -> x -> compress(Math.pow(hlg(x), 1.2) * HLG_NITS / WHITE_NITS);
            default -> throw new IllegalArgumentException("transfer characteristics " + transfer);
        };
        return of(chromaticities, curve);
    }

    private static Optional<ColorConversion> of(double[] xy, DoubleUnaryOperator curve) {
        MatrixConversion conversion =
                new MatrixConversion(Collections.nCopies(3, curve), MatrixConversion.srgbOfPrimaries(primaries(xy)));
        return conversion.isIdentity() ? Optional.empty() : Optional.of(conversion);
    }

    private static double bt709(double x) {
        return x < 0.081 ? x / 4.5 : Math.pow((x + 0.099) / 1.099, 1 / 0.45);
    }

    /** The light of a sample of SMPTE ST 2084, as a share of 10,000 nits. */
    private static double pq(double x) {
        double root = Math.pow(x, 1 / 78.84375);
        return Math.pow(Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root), 1 / 0.1593017578125);
    }

    /** The light of a scene for a sample of ARIB STD-B67, in [0, 1]. */
    private static double hlg(double x) {
        return x <= 0.5 ? x * x / 3 : (Math.exp((x - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }

    /** Light as a share of white, brought into [0, 1]: as it is up to the knee, then ever slower. */
    private static double compress(double light) {
        return light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - Math.exp((KNEE - light) / (1 - KNEE)));
    }

    /** The primaries as XYZ under D50, so scaled that together they make white. */
    private static double[][] primaries(double[] xy) {
        double[] white = xyz(xy[0], xy[1]);
        double[][] columns = {xyz(xy[2], xy[3]), xyz(xy[4], xy[5]), xyz(xy[6], xy[7])};
        double whole = determinant(columns[0], columns[1], columns[2]);
        double[] shares = {
            determinant(white, columns[1], columns[2]) / whole,
            determinant(columns[0], white, columns[2]) / whole,
            determinant(columns[0], columns[1], white) / whole
        };
        double[][] adapted = new double[3][];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                columns[i][j] *= shares[i];
                if (!Double.isFinite(columns[i][j])) {
                    throw new IllegalArgumentException("its primaries cannot make its white");
                }
            }
            adapted[i] = adapt(columns[i], white);
        }
        return adapted;
    }

    /** XYZ of a chromaticity, at a luminance of 1. */
    static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }

    /** XYZ as it looks under D50 instead of another white. */
    static double[] adapt(double[] xyz, double[] white) {
        double[] cones = multiply(BRADFORD, xyz);
        double[] from = multiply(BRADFORD, white);
        double[] to = multiply(BRADFORD, D50);
        for (int i = 0; i < 3; i++) {
            cones[i] *= to[i] / from[i];
        }
        return multiply(BRADFORD_INVERSE, cones);
    }

    private static double[] multiply(double[][] matrix, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
        }
        return product;
    }
}
