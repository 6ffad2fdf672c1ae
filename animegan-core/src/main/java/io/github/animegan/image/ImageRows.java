package io.github.animegan.image;

import io.github.animegan.image.color.ColorConversion;
import io.github.animegan.image.color.IccConversion;
import io.github.animegan.image.color.InkMixture;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * The rows of any image as sRGB {@code 0xAARRGGBB}, not premultiplied. Reads from the raster instead of
 * {@link BufferedImage#getRGB(int, int)} because that is slow, and because it takes plain gray images for linear light and
 * so brightens them: a gray of 128 must stay 128. The rows of one instance serve one thread.
 */
public final class ImageRows {
    private ImageRows() {}

    /**
     * {@return the rows of an image whose color space is its own matter: converted to sRGB where it has another one}
     *
     * @param image of any type; must not be written to while its rows are read
     */
    public static PixelRows of(BufferedImage image) {
        PixelRows rows = unconverted(image);
        Optional<ColorConversion> conversion = conversion(image.getColorModel());
        if (conversion.isEmpty()) {
            return rows;
        }
        ColorConversion toSrgb = conversion.get();
        return (y, pixels) -> {
            rows.read(y, pixels);
            toSrgb.convert(pixels, image.getWidth());
        };
    }

    /**
     * {@return the rows of an image with its samples as they are, whatever color space it claims: {@code 0xAARRGGBB}, or {@code
     * 0xCCMMYYKK}, where 255 is full ink, if it has inks}
     *
     * @param image of any type; must not be written to while its rows are read
     */
    public static PixelRows unconverted(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        return switch (image.getType()) {
            case BufferedImage.TYPE_INT_ARGB -> (y, argb) -> raster.getDataElements(0, y, width, 1, argb);
            case BufferedImage.TYPE_INT_RGB ->
                (y, argb) -> {
                    raster.getDataElements(0, y, width, 1, argb);
                    for (int x = 0; x < width; x++) {
                        argb[x] |= PixelRows.OPAQUE;
                    }
                };
            case BufferedImage.TYPE_3BYTE_BGR -> threeBytes(raster, width);
            default -> byColorModel(image);
        };
    }

    private static Optional<ColorConversion> conversion(ColorModel colors) {
        if (hasInks(colors) && !(colors.getColorSpace() instanceof ICC_ColorSpace)) {
            return Optional.of(new InkMixture());
        }
        if (!hasPlainSamples(colors)
                || !(colors.getColorSpace() instanceof ICC_ColorSpace space)
                || !isForeign(space)) {
            return Optional.empty();
        }
        try {
            return IccConversion.of(space.getProfile(), space.getNumComponents());
        } catch (IllegalArgumentException unusable) {
            return hasInks(colors) ? Optional.of(new InkMixture()) : Optional.empty();
        }
    }

    private static boolean isForeign(ICC_ColorSpace space) {
        return !space.isCS_sRGB() && !space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY));
    }

    private static PixelRows byColorModel(BufferedImage image) {
        int width = image.getWidth();
        if (hasInks(image.getColorModel())) {
            return inks(image.getRaster(), width);
        }
        return hasPlainSamples(image.getColorModel())
                ? samples(image.getRaster(), width, (ComponentColorModel) image.getColorModel())
                : (y, argb) -> image.getRGB(0, y, width, 1, argb, 0, width);
    }

    private static PixelRows threeBytes(Raster raster, int width) {
        byte[] rgb = new byte[3 * width];
        return (y, argb) -> {
            raster.getDataElements(0, y, width, 1, rgb);
            for (int x = 0, i = 0; x < width; x++, i += 3) {
                argb[x] = PixelRows.OPAQUE | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
            }
        };
    }

    /** Whether it is CMYK, for which the JDK's own conversion washes the colors out. */
    private static boolean hasInks(ColorModel colors) {
        return colors instanceof ComponentColorModel
                && colors.getTransferType() == DataBuffer.TYPE_BYTE
                && colors.getNumComponents() == 4
                && colors.getColorSpace().getType() == ColorSpace.TYPE_CMYK;
    }

    private static PixelRows inks(Raster raster, int width) {
        int[] inks = new int[4 * width];
        return (y, packed) -> {
            raster.getPixels(0, y, width, 1, inks);
            for (int x = 0, i = 0; x < width; x++, i += 4) {
                packed[x] = inks[i] << 24 | inks[i + 1] << 16 | inks[i + 2] << 8 | inks[i + 3];
            }
        };
    }

    /** Whether each sample is an unsigned number of its own: gray or RGB, with or without alpha, of up to 16 bits. */
    private static boolean hasPlainSamples(ColorModel colors) {
        int transferType = colors.getTransferType();
        return colors instanceof ComponentColorModel
                && (transferType == DataBuffer.TYPE_BYTE || transferType == DataBuffer.TYPE_USHORT)
                && (colors.getNumColorComponents() == 1 || colors.getNumColorComponents() == 3 || hasInks(colors))
                && colors.getColorSpace() instanceof ICC_ColorSpace;
    }

    private static PixelRows samples(Raster raster, int width, ComponentColorModel colors) {
        int bands = colors.getNumComponents();
        boolean gray = colors.getNumColorComponents() == 1;
        boolean premultiplied = colors.hasAlpha() && colors.isAlphaPremultiplied();
        int[] greatest = colors.getComponentSize().clone();
        for (int band = 0; band < bands; band++) {
            greatest[band] = (1 << greatest[band]) - 1;
        }
        int[] samples = new int[bands * width];
        int[] pixel = new int[4];
        return (y, argb) -> {
            raster.getPixels(0, y, width, 1, samples);
            for (int x = 0; x < width; x++) {
                for (int band = 0; band < bands; band++) {
                    pixel[band] = (samples[x * bands + band] * 255 + greatest[band] / 2) / greatest[band];
                }
                int alpha = colors.hasAlpha() ? pixel[bands - 1] : 255;
                if (premultiplied) {
                    divide(pixel, bands - 1, alpha);
                }
                argb[x] = alpha << 24 | (gray ? pixel[0] * 0x010101 : pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
            }
        };
    }

    private static void divide(int[] pixel, int colors, int alpha) {
        for (int band = 0; band < colors; band++) {
            pixel[band] = alpha == 0 ? 0 : Math.min(255, (pixel[band] * 255 + alpha / 2) / alpha);
        }
    }
}
