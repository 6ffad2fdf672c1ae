package io.github.animegan.image.io.tiff;

import io.github.animegan.image.PixelRows;
import io.github.animegan.image.color.DeepConversion;
import io.github.animegan.image.color.LabColors;
import io.github.animegan.image.io.tiff.TiffLayout.Alpha;
import java.util.Optional;

/** Makes pixels of samples: {@code 0xAARRGGBB}, or {@code 0xCCMMYYKK} of inks. One instance serves one thread. */
final class TiffPixels {
    private static final int WHITE_POINT = 318;

    private final TiffLayout layout;
    private final int greatest;
    private final int[] palette;
    private final TiffChroma chroma;
    private final LabColors lab;
    private Optional<DeepConversion> conversion = Optional.empty();

    TiffPixels(TiffLayout layout, TiffTags tags) {
        this.layout = layout;
        this.greatest = TiffRowReader.greatest(layout);
        this.palette = layout.colors() == TiffColors.PALETTE ? palette(tags, greatest + 1) : new int[0];
        this.chroma = new TiffChroma(tags);
        double[] white = tags.fractions(WHITE_POINT);
        this.lab = white.length == 2 && white[1] > 0 ? new LabColors(white[0], white[1]) : LabColors.ofPrint();
    }

    /** Makes colors of more than 8 bits a sample be converted. */
    void convertBy(DeepConversion deep) {
        conversion = Optional.of(deep);
    }

    TiffChroma chroma() {
        return chroma;
    }

    private static int[] palette(TiffTags tags, int count) {
        long[] colors = tags.numbers(320);
        int[] palette = new int[count];
        boolean deep = false;
        for (long sample : colors) {
            deep |= sample > 255;
        }
        int shift = deep ? 8 : 0; // some writers forget that samples of palettes have 16 bits
        for (int i = 0; i < count; i++) {
            palette[i] = PixelRows.OPAQUE;
            if (2 * count + i < colors.length) {
                palette[i] |= (int) (colors[i] >> shift & 0xff) << 16
                        | (int) (colors[count + i] >> shift & 0xff) << 8
                        | (int) (colors[2 * count + i] >> shift & 0xff);
            }
        }
        return palette;
    }

    /** Converts a row of samples, those of a pixel together. */
    void convert(int[] samples, int[] pixels, int width) {
        for (int x = 0, i = 0; x < width; x++, i += layout.samples()) {
            pixels[x] = switch (layout.colors()) {
                case BLACK_IS_ZERO -> withAlpha(samples, i, 1, samples[i], samples[i], samples[i]);
                case WHITE_IS_ZERO -> {
                    int gray = greatest - samples[i];
                    yield withAlpha(samples, i, 1, gray, gray, gray);
                }
                case RGB -> withAlpha(samples, i, 3, samples[i], samples[i + 1], samples[i + 2]);
                case PALETTE -> palette[samples[i]];
                case CMYK ->
                    level(samples[i]) << 24
                            | level(samples[i + 1]) << 16
                            | level(samples[i + 2]) << 8
                            | level(samples[i + 3]);
                case YCBCR -> chroma.color(samples[i], samples[i + 1], samples[i + 2]);
                case CIE_LAB -> lab.toSrgb(lightness(samples[i]), signed(samples[i + 1]), signed(samples[i + 2]));
                case ICC_LAB -> lab.toSrgb(iccLightness(samples[i]), offset(samples[i + 1]), offset(samples[i + 2]));
                case LIGHTNESS -> lab.toSrgb(lightness(samples[i]), 0, 0);
            };
        }
    }

    private int withAlpha(int[] samples, int pixel, int colors, int red, int green, int blue) {
        if (layout.alpha() == Alpha.NONE) {
            return PixelRows.OPAQUE | color(red, green, blue);
        }
        int alpha = samples[pixel + colors];
        if (layout.alpha() == Alpha.PREMULTIPLIED) {
            return level(alpha) << 24 | color(divide(red, alpha), divide(green, alpha), divide(blue, alpha));
        }
        return level(alpha) << 24 | color(red, green, blue);
    }

    private int divide(int premultiplied, int alpha) {
        return alpha == 0 ? 0 : (int) Math.min(greatest, ((long) premultiplied * greatest + alpha / 2) / alpha);
    }

    private int color(int red, int green, int blue) {
        return conversion.isPresent()
                ? conversion.get().color(deep(red), deep(green), deep(blue))
                : level(red) << 16 | level(green) << 8 | level(blue);
    }

    private int deep(int sample) {
        return (int) ((long) sample * 0xffff / greatest);
    }

    private int level(int sample) {
        return greatest == 255 ? sample : (int) (((long) sample * 255 + greatest / 2) / greatest);
    }

    private float lightness(int sample) {
        return 100f * sample / greatest;
    }

    private float signed(int sample) {
        return greatest == 255 ? (byte) sample : (short) sample / 256f;
    }

    private float iccLightness(int sample) {
        return greatest == 255 ? 100f * sample / 255 : 100f * sample / 65280;
    }

    private float offset(int sample) {
        return greatest == 255 ? sample - 128 : sample / 256f - 128;
    }
}
