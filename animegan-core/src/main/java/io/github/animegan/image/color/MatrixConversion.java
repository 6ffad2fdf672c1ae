package io.github.animegan.image.color;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * By a profile of three primaries and their tone curves, as those of cameras, phones and screens are: Display P3, Adobe RGB,
 * ProPhoto. Colors inside sRGB are exact. For those outside, cutting off each sample by itself keeps them bright but paints
 * whole areas flat; dimming them until no sample is too large, then moving them towards their gray until none is negative,
 * keeps their hue and what is drawn in them but dulls; they get the mean of both.
 *
 * @see <a href="https://www.color.org/specification/ICC.1-2022-05.pdf">ICC.1:2022, appendix F: three-component matrix-based
 *     profiles</a>
 */
final class MatrixConversion implements ColorConversion {
    /** The matrix from XYZ under D50, the profiles' common ground, to linear sRGB (B. Lindbloom, Bradford-adapted). */
    private static final double[] SRGB_OF_XYZ = {
        3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.0334540, 0.0719453, -0.2289914, 1.4052427
    };

    private static final int ENCODING_STEPS = 1 << 14;
    private static final byte[] ENCODED = encoded();

    private static final int DEEP_SAMPLES = 1 << 16;

    private final List<DoubleUnaryOperator> curves;
    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float[] matrix;

    /**
     * A conversion of colors.
     *
     * @param curves of red, green and blue: from samples in [0, 1] to linear light in [0, 1]
     * @param matrix from linear red, green and blue to those of sRGB, row by row
     */
    MatrixConversion(List<DoubleUnaryOperator> curves, float[] matrix) {
        this.curves = curves;
        this.red = tabulate(curves.get(0));
        this.green = tabulate(curves.get(1));
        this.blue = tabulate(curves.get(2));
        this.matrix = matrix;
    }

    private static float[] tabulate(DoubleUnaryOperator curve) {
        float[] light = new float[256];
        for (int sample = 0; sample < light.length; sample++) {
            light[sample] = (float) curve.applyAsDouble(sample / 255.0);
        }
        return light;
    }

    /** The conversion; empty if the profile is of another form. */
    static Optional<MatrixConversion> of(ICC_Profile profile) {
        if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB
                || profile.getPCSType() != ColorSpace.TYPE_XYZ
                || profile.getData(ICC_Profile.icSigAToB0Tag) != null) {
            return Optional.empty();
        }
        Optional<DoubleUnaryOperator> red = ToneCurve.of(profile.getData(ICC_Profile.icSigRedTRCTag));
        Optional<DoubleUnaryOperator> green = ToneCurve.of(profile.getData(ICC_Profile.icSigGreenTRCTag));
        Optional<DoubleUnaryOperator> blue = ToneCurve.of(profile.getData(ICC_Profile.icSigBlueTRCTag));
        double[][] primaries = {
            xyz(profile.getData(ICC_Profile.icSigRedColorantTag)),
            xyz(profile.getData(ICC_Profile.icSigGreenColorantTag)),
            xyz(profile.getData(ICC_Profile.icSigBlueColorantTag))
        };
        if (red.isEmpty() || green.isEmpty() || blue.isEmpty()) {
            return Optional.empty();
        }
        for (double[] primary : primaries) {
            if (primary.length == 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new MatrixConversion(List.of(red.get(), green.get(), blue.get()), srgbOfPrimaries(primaries)));
    }

    /** The matrix to linear sRGB from linear light of three primaries, each given as XYZ under D50. */
    static float[] srgbOfPrimaries(double[][] primaries) {
        float[] matrix = new float[9];
        for (int i = 0; i < 9; i++) {
            double[] primary = primaries[i % 3];
            int row = i / 3 * 3;
            matrix[i] = (float) (SRGB_OF_XYZ[row] * primary[0]
                    + SRGB_OF_XYZ[row + 1] * primary[1]
                    + SRGB_OF_XYZ[row + 2] * primary[2]);
        }
        return matrix;
    }

    /** The opaque sRGB color of XYZ under D50, cut off where sRGB has none. */
    static int srgbOfXyz(double[] xyz) {
        double[] m = SRGB_OF_XYZ;
        return 0xff000000
                | encode((float) (m[0] * xyz[0] + m[1] * xyz[1] + m[2] * xyz[2])) << 16
                | encode((float) (m[3] * xyz[0] + m[4] * xyz[1] + m[5] * xyz[2])) << 8
                | encode((float) (m[6] * xyz[0] + m[7] * xyz[1] + m[8] * xyz[2]));
    }

    @Override
    public Optional<DeepConversion> deep() {
        float[][] light = new float[3][DEEP_SAMPLES];
        for (int channel = 0; channel < 3; channel++) {
            for (int sample = 0; sample < DEEP_SAMPLES; sample++) {
                light[channel][sample] =
                        (float) curves.get(channel).applyAsDouble(sample / (double) (DEEP_SAMPLES - 1));
            }
        }
        return Optional.of((r, g, b) -> color(light[0][r], light[1][g], light[2][b]));
    }

    @Override
    public void convert(int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            int pixel = pixels[x];
            pixels[x] =
                    (pixel & 0xff000000) | color(red[pixel >> 16 & 0xff], green[pixel >> 8 & 0xff], blue[pixel & 0xff]);
        }
    }

    /** The sRGB color of linear light. */
    private int color(float sourceRed, float sourceGreen, float sourceBlue) {
        float[] m = matrix;
        float r = m[0] * sourceRed + m[1] * sourceGreen + m[2] * sourceBlue;
        float g = m[3] * sourceRed + m[4] * sourceGreen + m[5] * sourceBlue;
        float b = m[6] * sourceRed + m[7] * sourceGreen + m[8] * sourceBlue;
        float least = Math.min(r, Math.min(g, b));
        float greatest = Math.max(r, Math.max(g, b));
        if (least < 0 || greatest > 1) {
            float dimming = 1 / Math.max(1, greatest);
            float gray = Math.max(0, dimming * (0.2126f * r + 0.7152f * g + 0.0722f * b));
            float saturation = least < 0 ? gray / (gray - dimming * least) : 1;
            r = (clamp(r) + gray + saturation * (dimming * r - gray)) / 2;
            g = (clamp(g) + gray + saturation * (dimming * g - gray)) / 2;
            b = (clamp(b) + gray + saturation * (dimming * b - gray)) / 2;
        }
        return encode(r) << 16 | encode(g) << 8 | encode(b);
    }

    /** Whether this is sRGB under some name, as most profiles are; they are written with four digits. */
    boolean isIdentity() {
        for (int i = 0; i < 9; i++) {
            if (Math.abs(matrix[i] - (i % 4 == 0 ? 1 : 0)) > 0.003) {
                return false;
            }
        }
        for (int sample = 0; sample < 256; sample++) {
            double light = linear(sample / 255.0);
            if (Math.abs(red[sample] - light) > 0.001
                    || Math.abs(green[sample] - light) > 0.001
                    || Math.abs(blue[sample] - light) > 0.001) {
                return false;
            }
        }
        return true;
    }

    /** The linear light of an encoded sample, both in [0, 1], by sRGB's transfer curve. */
    static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(1, value));
    }

    /** The sample of 8 bits, by sRGB's transfer curve, of linear light. */
    static int encode(float linear) {
        return ENCODED[(int) Math.max(0, Math.min(ENCODING_STEPS, linear * ENCODING_STEPS + 0.5f))] & 0xff;
    }

    private static byte[] encoded() {
        byte[] samples = new byte[ENCODING_STEPS + 1];
        for (int i = 0; i < samples.length; i++) {
            double linear = (double) i / ENCODING_STEPS;
            samples[i] = (byte) Math.round(255 * encoded(linear));
        }
        return samples;
    }

    private static double encoded(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    /** Three numbers, or none if the tag is missing or something else. */
    private static double[] xyz(byte @Nullable [] tag) {
        if (tag == null || tag.length < 20 || !"XYZ ".equals(new String(tag, 0, 4, StandardCharsets.ISO_8859_1))) {
            return new double[0];
        }
        ByteBuffer numbers = ByteBuffer.wrap(tag, 8, 12);
        return new double[] {numbers.getInt() / 65536.0, numbers.getInt() / 65536.0, numbers.getInt() / 65536.0};
    }
}
