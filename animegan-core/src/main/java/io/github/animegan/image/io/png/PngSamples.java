package io.github.animegan.image.io.png;

import io.github.animegan.image.PixelRows;
import io.github.animegan.image.color.DeepConversion;
import java.util.Optional;

/** Turns the samples of a PNG row, as they are packed in the file, into {@code 0xAARRGGBB}. One instance serves one thread. */
public final class PngSamples {
    private final int colorType;
    private final int bitDepth;
    private final int samplesPerPixel;
    private final int[] palette;
    /** The samples of the one color that is transparent; none if it is empty. */
    private final int[] transparent;

    private final int[] pixel = new int[4];
    private Optional<DeepConversion> conversion = Optional.empty();

    PngSamples(PngFile png) {
        this.colorType = png.colorType();
        this.bitDepth = png.bitDepth();
        this.samplesPerPixel = switch (colorType) {
            case PngFile.RGB -> 3;
            case PngFile.GRAY_ALPHA -> 2;
            case PngFile.RGBA -> 4;
            default -> 1;
        };
        this.palette = palette(png.palette(), png.transparency());
        boolean keyed = (colorType == PngFile.GRAY || colorType == PngFile.RGB)
                && png.transparency().length >= 2 * samplesPerPixel;
        this.transparent = new int[keyed ? samplesPerPixel : 0];
        for (int i = 0; i < transparent.length; i++) {
            transparent[i] = (png.transparency()[2 * i] & 0xff) << 8 | (png.transparency()[2 * i + 1] & 0xff);
        }
    }

    /** Missing colors are opaque black, as most decoders have it. */
    private static int[] palette(byte[] colors, byte[] alphas) {
        int[] palette = new int[256];
        for (int i = 0; i < palette.length; i++) {
            int alpha = i < alphas.length ? alphas[i] & 0xff : 255;
            palette[i] = alpha << 24;
            if (3 * i + 2 < colors.length) {
                palette[i] |=
                        (colors[3 * i] & 0xff) << 16 | (colors[3 * i + 1] & 0xff) << 8 | (colors[3 * i + 2] & 0xff);
            }
        }
        return palette;
    }

    /** Makes colors of 16 bits a sample be converted. */
    void convertBy(DeepConversion deep) {
        conversion = Optional.of(deep);
    }

    int bitsPerPixel() {
        return samplesPerPixel * bitDepth;
    }

    /** Unpacks the first pixels of a row, which starts behind as many bytes as a pixel has, at least one. */
    void unpack(byte[] row, int[] argb, int width) {
        int start = Math.max(1, bitsPerPixel() / 8);
        if (bitDepth == 8 && transparent.length == 0 && samplesPerPixel >= 3) {
            unpackBytes(row, start, argb, width);
            return;
        }
        for (int x = 0, sample = 0; x < width; x++) {
            for (int i = 0; i < samplesPerPixel; i++, sample++) {
                pixel[i] = sample(row, start, sample);
            }
            argb[x] = argb();
        }
    }

    private void unpackBytes(byte[] row, int start, int[] argb, int width) {
        for (int x = 0, i = start; x < width; x++, i += samplesPerPixel) {
            int alpha = samplesPerPixel == 4 ? row[i + 3] << 24 : PixelRows.OPAQUE;
            argb[x] = alpha | (row[i] & 0xff) << 16 | (row[i + 1] & 0xff) << 8 | (row[i + 2] & 0xff);
        }
    }

    private int sample(byte[] row, int start, int index) {
        return switch (bitDepth) {
            case 16 -> (row[start + 2 * index] & 0xff) << 8 | (row[start + 2 * index + 1] & 0xff);
            case 8 -> row[start + index] & 0xff;
            default -> {
                int bit = index * bitDepth;
                yield row[start + bit / 8] >> (8 - bitDepth - bit % 8) & ((1 << bitDepth) - 1);
            }
        };
    }

    private int argb() {
        return switch (colorType) {
            case PngFile.PALETTE -> palette[pixel[0]];
            case PngFile.GRAY -> alphaOfColor() | color(pixel[0], pixel[0], pixel[0]);
            case PngFile.GRAY_ALPHA -> level(pixel[1]) << 24 | color(pixel[0], pixel[0], pixel[0]);
            case PngFile.RGB -> alphaOfColor() | color(pixel[0], pixel[1], pixel[2]);
            default -> level(pixel[3]) << 24 | color(pixel[0], pixel[1], pixel[2]);
        };
    }

    private int alphaOfColor() {
        for (int i = 0; i < transparent.length; i++) {
            if (pixel[i] != transparent[i]) {
                return PixelRows.OPAQUE;
            }
        }
        return transparent.length == 0 ? PixelRows.OPAQUE : 0;
    }

    private int color(int red, int green, int blue) {
        return conversion.isPresent()
                ? conversion.get().color(red, green, blue)
                : level(red) << 16 | level(green) << 8 | level(blue);
    }

    private int level(int sample) {
        int greatest = (1 << bitDepth) - 1;
        return bitDepth == 8 ? sample : (sample * 255 + greatest / 2) / greatest;
    }
}
