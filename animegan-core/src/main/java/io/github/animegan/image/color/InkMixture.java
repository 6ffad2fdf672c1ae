package io.github.animegan.image.color;

/**
 * CMYK without a profile, as coated paper shows it: the mean of the sixteen ways to print inks over each other, each with the
 * share of the paper that it covers if the inks' dots lie independently (the Neugebauer equations with Demichel's shares).
 * Mixing encoded samples rather than light is Yule and Nielsen's correction for light that spreads in the paper, with n = 2.2.
 *
 * <p>The sixteen colors are a least-squares fit to the measured charts CGATS TR 003 (SWOP) and FOGRA39, relative to paper
 * and with black point compensation, by {@code fit_inks.py}; a mean of 5 of 255 levels from the former, 7 from the latter. The
 * usual {@code (1 - ink) (1 - black)} is 22 levels off.
 *
 * @see <a href="https://doi.org/10.1002/col.5080050102">J. A. C. Yule, W. J. Nielsen: the penetration of light into paper and
 *     its effect on halftone reproduction, 1951</a>
 */
public final class InkMixture implements ColorConversion {
    /** Cyan in it: bit 0; magenta: bit 1; yellow: bit 2; black: bit 3. */
    private static final int[] OVERPRINTS = {
        0xffffff, 0x00a9ef, 0xf2248a, 0x2c3587, 0xfff81e, 0x009b4d, 0xf42523, 0x3b3b3a,
        0x2f3539, 0x00222e, 0x300217, 0x10041f, 0x3b2d07, 0x002410, 0x270c00, 0x090a06
    };

    private final float[] shares = new float[16];

    @Override
    public void convert(int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            pixels[x] = color(pixels[x]);
        }
    }

    private int color(int inks) {
        shares[0] = 1;
        for (int ink = 0, count = 1; ink < 4; ink++, count *= 2) {
            float covered = (inks >>> (24 - 8 * ink) & 0xff) * (1 / 255f);
            for (int i = 0; i < count; i++) {
                shares[count + i] = shares[i] * covered;
                shares[i] *= 1 - covered;
            }
        }
        float red = 0.5f;
        float green = 0.5f;
        float blue = 0.5f;
        for (int i = 0; i < 16; i++) {
            red += shares[i] * (OVERPRINTS[i] >> 16);
            green += shares[i] * (OVERPRINTS[i] >> 8 & 0xff);
            blue += shares[i] * (OVERPRINTS[i] & 0xff);
        }
        return 0xff000000 | (int) red << 16 | (int) green << 8 | (int) blue;
    }
}
