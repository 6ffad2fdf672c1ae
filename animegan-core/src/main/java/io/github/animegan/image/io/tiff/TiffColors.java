package io.github.animegan.image.io.tiff;

import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.util.Locale;

/** The color spaces of TIFF files that are read: what the tag PhotometricInterpretation says. */
enum TiffColors {
    WHITE_IS_ZERO(1),
    BLACK_IS_ZERO(1),
    RGB(3),
    PALETTE(1),
    CMYK(4),
    YCBCR(3),
    /** CIE L*a*b* with signed a* and b*. */
    CIE_LAB(3),
    /** L*a*b* as ICC profiles encode it, without signs. */
    ICC_LAB(3),
    /** L* alone. */
    LIGHTNESS(1);

    private final int samples;

    TiffColors(int samples) {
        this.samples = samples;
    }

    /**
     * The color space of a file.
     *
     * @throws UnsupportedImageException naming it, if it is not read
     */
    static TiffColors of(TiffTags tags) throws UnsupportedImageException {
        int fallback = tags.number(TiffLayout.SAMPLES_PER_PIXEL, 1) >= 3 ? 2 : 1;
        int photometric = tags.number(TiffLayout.PHOTOMETRIC, fallback);
        if (photometric == 5 && tags.number(TiffLayout.INK_SET, 1) == 2) {
            throw new UnsupportedImageException("a TIFF of other inks than cyan, magenta, yellow and black");
        }
        return switch (photometric) {
            case 0 -> WHITE_IS_ZERO;
            case 1 -> BLACK_IS_ZERO;
            case 2 -> RGB;
            case 3 -> PALETTE;
            case 5 -> CMYK;
            case 6 -> YCBCR;
            case 8 -> tags.number(TiffLayout.SAMPLES_PER_PIXEL, 1) == 1 ? LIGHTNESS : CIE_LAB;
            case 9 -> ICC_LAB;
            case 4 -> throw new UnsupportedImageException("a TIFF that is a mask of another picture");
            case 10 -> throw new UnsupportedImageException("a TIFF in ITU's L*a*b*");
            case 32803 -> throw new UnsupportedImageException("a camera's raw picture (TIFF)");
            case 32844, 32845 -> throw new UnsupportedImageException("a LogLuv TIFF");
            case 34892 -> throw new UnsupportedImageException("a camera's linear raw picture (TIFF)");
            default -> throw new UnsupportedImageException("a TIFF with photometric interpretation " + photometric);
        };
    }

    /** The samples of a color, extra ones not counted. */
    int samples() {
        return samples;
    }

    /** The components of a pixel once it is decoded: 1 for grays, 3 for RGB, 4 for CMYK. */
    int components() {
        return switch (this) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> 1;
            case CMYK -> 4;
            default -> 3;
        };
    }

    /** Whether an embedded profile speaks of the decoded samples; that of L*a*b* has nothing to say. */
    boolean usesProfile() {
        return this != CIE_LAB && this != ICC_LAB && this != LIGHTNESS;
    }

    /** @throws UnsupportedImageException if colors of this kind are not read with such samples */
    void requireDepth(int bits, boolean isFloat) throws UnsupportedImageException {
        boolean read = switch (this) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO, RGB -> true;
            case PALETTE -> bits <= 16 && !isFloat;
            case CMYK -> (bits == 8 || bits == 16) && !isFloat;
            case YCBCR -> bits == 8 && !isFloat;
            case CIE_LAB, ICC_LAB, LIGHTNESS -> (bits == 8 || bits == 16) && !isFloat;
        };
        if (!read) {
            throw new UnsupportedImageException(
                    "a TIFF of " + this + " with " + (isFloat ? "floating-point samples" : bits + " bits a sample"));
        }
    }

    @Override
    public String toString() {
        return switch (this) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> "grays";
            case CIE_LAB, ICC_LAB, LIGHTNESS -> "L*a*b*";
            default -> name().toLowerCase(Locale.ROOT).equals("palette") ? "a palette" : name();
        };
    }
}
