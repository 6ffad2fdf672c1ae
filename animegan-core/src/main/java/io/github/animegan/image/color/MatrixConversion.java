package io.github.animegan.image.color;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By a profile of three primaries and their tone curves, as those of cameras, phones and screens are: Display P3, Adobe RGB,
 * ProPhoto. Colours inside sRGB are exact. For those outside, cutting off each sample by itself keeps them bright but paints
 * whole areas flat; dimming them until no sample is too large, then moving them towards their grey until none is negative,
 * keeps their hue and what is drawn in them but dulls; they get the mean of both.
 *
 * @see <a href="https://www.color.org/specification/ICC.1-2022-05.pdf">ICC.1:2022, appendix F: three-component matrix-based
 *     profiles</a>
 */
final class MatrixConversion implements ColorConversion {
    /** From XYZ under D50, the profiles' common ground, to linear sRGB (B. Lindbloom, Bradford-adapted). */
    private static final double[] SRGB_OF_XYZ = {
        3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.0334540, 0.0719453, -0.2289914, 1.4052427
    };

    private static final int ENCODING_STEPS = 1 << 14;
    private static final byte[] ENCODED = encoded();

    private final float[] red;
    private final float[] green;
    private final float[] blue;
    private final float[] matrix;

    private MatrixConversion(float[] red, float[] green, float[] blue, float[] matrix) {
        this.red = red;
        this.green = green;
        this.blue = blue;
        this.matrix = matrix;
    }

    /** The conversion; empty if the profile is of another form. */
    static Optional<MatrixConversion> of(ICC_Profile profile) {
        if (profile.getColorSpaceType() != ColorSpace.TYPE_RGB
                || profile.getPCSType() != ColorSpace.TYPE_XYZ
                || profile.getData(ICC_Profile.icSigAToB0Tag) != null) {
            return Optional.empty();
        }
        Optional<float[]> red = ToneCurve.of(profile.getData(ICC_Profile.icSigRedTRCTag));
        Optional<float[]> green = ToneCurve.of(profile.getData(ICC_Profile.icSigGreenTRCTag));
        Optional<float[]> blue = ToneCurve.of(profile.getData(ICC_Profile.icSigBlueTRCTag));
        double[][] primaries = {
            xyz(profile.getData(ICC_Profile.icSigRedColorantTag)),
            xyz(profile.getData(ICC_Profile.icSigGreenColorantTag)),
            xyz(profile.getData(ICC_Profile.icSigBlueColorantTag))
        };
        if (red.isEmpty() || green.isEmpty() || blue.isEmpty()) {
            return Optional.empty();
        }
        float[] matrix = new float[9];
        for (int i = 0; i < 9; i++) {
            double[] primary = primaries[i % 3];
            if (primary.length == 0) {
                return Optional.empty();
            }
            int row = i / 3 * 3;
            matrix[i] = (float) (SRGB_OF_XYZ[row] * primary[0]
                    + SRGB_OF_XYZ[row + 1] * primary[1]
                    + SRGB_OF_XYZ[row + 2] * primary[2]);
        }
        return Optional.of(new MatrixConversion(red.get(), green.get(), blue.get(), matrix));
    }

    @Override
    public void convert(int[] pixels, int width) {
        float[] m = matrix;
        for (int x = 0; x < width; x++) {
            int pixel = pixels[x];
            float sourceRed = red[pixel >> 16 & 0xff];
            float sourceGreen = green[pixel >> 8 & 0xff];
            float sourceBlue = blue[pixel & 0xff];
            float r = m[0] * sourceRed + m[1] * sourceGreen + m[2] * sourceBlue;
            float g = m[3] * sourceRed + m[4] * sourceGreen + m[5] * sourceBlue;
            float b = m[6] * sourceRed + m[7] * sourceGreen + m[8] * sourceBlue;
            float least = Math.min(r, Math.min(g, b));
            float greatest = Math.max(r, Math.max(g, b));
            if (least < 0 || greatest > 1) {
                float dimming = 1 / Math.max(1, greatest);
                float grey = Math.max(0, dimming * (0.2126f * r + 0.7152f * g + 0.0722f * b));
                float saturation = least < 0 ? grey / (grey - dimming * least) : 1;
                r = (clamp(r) + grey + saturation * (dimming * r - grey)) / 2;
                g = (clamp(g) + grey + saturation * (dimming * g - grey)) / 2;
                b = (clamp(b) + grey + saturation * (dimming * b - grey)) / 2;
            }
            pixels[x] = (pixel & 0xff000000) | encode(r) << 16 | encode(g) << 8 | encode(b);
        }
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

    private static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    private static float clamp(float value) {
        return Math.max(0, Math.min(1, value));
    }

    private static int encode(float linear) {
        return ENCODED[(int) Math.max(0, Math.min(ENCODING_STEPS, linear * ENCODING_STEPS + 0.5f))] & 0xff;
    }

    private static byte[] encoded() {
        byte[] samples = new byte[ENCODING_STEPS + 1];
        for (int i = 0; i < samples.length; i++) {
            double linear = (double) i / ENCODING_STEPS;
            double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
            samples[i] = (byte) Math.round(255 * value);
        }
        return samples;
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
