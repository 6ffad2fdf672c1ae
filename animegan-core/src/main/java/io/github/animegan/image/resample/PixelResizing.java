package io.github.animegan.image.resample;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;

/** {@link Resampling} and {@link Enlarger} for pixels: the same samples, and nothing of AWT. Stateless. */
public final class PixelResizing {
    /** Nearer than this to the wanted size, upscaling first would cost much memory and show little. */
    private static final double NEAR = 1.2;

    private PixelResizing() {}

    /**
     * {@return the picture at another size, by {@link Resampling#BICUBIC}; itself if it has that size}
     *
     * @param picture not changed
     * @param size in pixels
     */
    public static Pixels bicubic(Pixels picture, ImageSize size) {
        ImageSize from = picture.size();
        return size.equals(from)
                ? picture
                : new Resizer(PixelRows.of(picture), from, picture.hasAlpha, size, ResamplingCurve.BICUBIC).run();
    }

    /**
     * {@return the drawing at another size, as {@link Enlarger#resize} does it; itself if it has that size}
     *
     * @param drawn not changed
     * @param size in pixels
     */
    public static Pixels drawing(Pixels drawn, ImageSize size) {
        if (!isFar(drawn.size(), size)) {
            return bicubic(drawn, size);
        }
        int factor = ratio(drawn.size(), size) > 2 * NEAR ? 4 : 2;
        return bicubic(Upscaling.of(drawn, factor), size);
    }

    /** Whether a drawing is so much larger at that size that it has to be upscaled on the way. */
    static boolean isFar(ImageSize from, ImageSize size) {
        return ratio(from, size) > NEAR;
    }

    private static double ratio(ImageSize from, ImageSize to) {
        return Math.max((double) to.width() / from.width(), (double) to.height() / from.height());
    }
}
