package io.github.animegan.image.resample;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.PixelRows;
import io.github.animegan.image.Pixels;

/** {@link Resampling} and {@link Enlarger} for pixels: the same samples, and nothing of AWT. Stateless. */
public final class PixelResizing {
    /** Nearer than this to the wanted size, doubling first would cost much memory and show little. */
    private static final double NEAR = 1.2;

    private static final int MOST_DOUBLINGS = 2;

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
        Pixels picture = drawn;
        for (int i = 0; i < MOST_DOUBLINGS && isFar(picture.size(), size); i++) {
            picture = Doubling.of(picture);
        }
        return bicubic(picture, size);
    }

    /** Whether a drawing is so much larger at that size that it has to be doubled on the way. */
    static boolean isFar(ImageSize from, ImageSize size) {
        return Math.max((double) size.width() / from.width(), (double) size.height() / from.height()) > NEAR;
    }
}
