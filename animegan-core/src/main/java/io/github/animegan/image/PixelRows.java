package io.github.animegan.image;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.util.Optional;

/**
 * The rows of any image as sRGB {@code 0xAARRGGBB}, not premultiplied. Reads from the raster instead of
 * {@link BufferedImage#getRGB(int, int)} because that is slow, and because it takes plain grey images for linear light and
 * so brightens them: a grey of 128 must stay 128. One instance serves one thread.
 */
@FunctionalInterface
public interface PixelRows {
    int OPAQUE = 0xff000000;

    /** Writes row y to the start of the array, which has room for it. */
    void read(int y, int[] argb);

    /** The rows of an image whose colour space is its own matter: converted to sRGB where it has a profile. */
    static PixelRows of(BufferedImage image) {
        ColorModel colours = image.getColorModel();
        if (colours.getColorSpace() instanceof ICC_ColorSpace space
                && colours instanceof ComponentColorModel
                && isForeign(space)
                && (space.getNumComponents() == 1 || space.getNumComponents() == 3)) {
            return of(image, IccConversion.toSrgb(space.getProfile()));
        }
        return unconverted(image);
    }

    /** The rows of an image whose samples mean what the given profile says, whatever its colour model claims. */
    static PixelRows of(BufferedImage image, ICC_Profile profile) {
        return of(image, IccConversion.toSrgb(profile));
    }

    private static PixelRows of(BufferedImage image, Optional<IccConversion> conversion) {
        PixelRows rows = unconverted(image);
        if (conversion.isEmpty()) {
            return rows;
        }
        IccConversion toSrgb = conversion.get();
        return (y, argb) -> {
            rows.read(y, argb);
            toSrgb.convert(argb, image.getWidth());
        };
    }

    private static boolean isForeign(ICC_ColorSpace space) {
        return !space.isCS_sRGB() && !space.equals(ColorSpace.getInstance(ColorSpace.CS_GRAY));
    }

    private static PixelRows unconverted(BufferedImage image) {
        Raster raster = image.getRaster();
        int width = image.getWidth();
        return switch (image.getType()) {
            case BufferedImage.TYPE_INT_ARGB -> (y, argb) -> raster.getDataElements(0, y, width, 1, argb);
            case BufferedImage.TYPE_INT_RGB ->
                (y, argb) -> {
                    raster.getDataElements(0, y, width, 1, argb);
                    for (int x = 0; x < width; x++) {
                        argb[x] |= OPAQUE;
                    }
                };
            case BufferedImage.TYPE_3BYTE_BGR -> threeBytes(raster, width);
            default -> byColorModel(image);
        };
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
                argb[x] = OPAQUE | (rgb[i] & 0xff) << 16 | (rgb[i + 1] & 0xff) << 8 | (rgb[i + 2] & 0xff);
            }
        };
    }

    /** Whether it is CMYK without a profile, as the JDK reads JPEG. Its own conversion washes the colours out. */
    private static boolean hasInks(ColorModel colours) {
        ColorSpace space = colours.getColorSpace();
        return colours instanceof ComponentColorModel
                && colours.getTransferType() == DataBuffer.TYPE_BYTE
                && colours.getNumComponents() == 4
                && space.getType() == ColorSpace.TYPE_CMYK
                && !(space instanceof ICC_ColorSpace);
    }

    private static PixelRows inks(Raster raster, int width) {
        int[] inks = new int[4 * width];
        return (y, argb) -> {
            raster.getPixels(0, y, width, 1, inks);
            for (int x = 0, i = 0; x < width; x++, i += 4) {
                int light = 255 - inks[i + 3];
                int red = (255 - inks[i]) * light / 255;
                int green = (255 - inks[i + 1]) * light / 255;
                int blue = (255 - inks[i + 2]) * light / 255;
                argb[x] = OPAQUE | red << 16 | green << 8 | blue;
            }
        };
    }

    /** Whether each sample is an unsigned number of its own: grey or RGB, with or without alpha, of up to 16 bits. */
    private static boolean hasPlainSamples(ColorModel colours) {
        int transferType = colours.getTransferType();
        return colours instanceof ComponentColorModel
                && (transferType == DataBuffer.TYPE_BYTE || transferType == DataBuffer.TYPE_USHORT)
                && (colours.getNumColorComponents() == 1 || colours.getNumColorComponents() == 3)
                && colours.getColorSpace() instanceof ICC_ColorSpace;
    }

    private static PixelRows samples(Raster raster, int width, ComponentColorModel colours) {
        int bands = colours.getNumComponents();
        boolean grey = colours.getNumColorComponents() == 1;
        boolean premultiplied = colours.hasAlpha() && colours.isAlphaPremultiplied();
        int[] greatest = colours.getComponentSize().clone();
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
                int alpha = colours.hasAlpha() ? pixel[bands - 1] : 255;
                if (premultiplied) {
                    divide(pixel, bands - 1, alpha);
                }
                argb[x] = alpha << 24 | (grey ? pixel[0] * 0x010101 : pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
            }
        };
    }

    private static void divide(int[] pixel, int colours, int alpha) {
        for (int band = 0; band < colours; band++) {
            pixel[band] = alpha == 0 ? 0 : Math.min(255, (pixel[band] * 255 + alpha / 2) / alpha);
        }
    }
}
