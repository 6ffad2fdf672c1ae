package io.github.animegan.image;

import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Ways of resizing that do not alias: where a picture is reduced, the curve is widened by the same ratio, so that every pixel
 * counts. These are PIL's filters of the same names, computed in float throughout. Alpha is resized along and colours are
 * weighted by it. May be used by several threads at once.
 */
public enum Resampling {
    /**
     * Keys' cubic with a = -0.5, two pixels to each side.
     *
     * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">R. G. Keys, Cubic convolution interpolation for digital image
     *     processing, 1981</a>
     */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    },

    /**
     * {@code sinc(x) sinc(x / 3)}, three pixels to each side: sharper than bicubic, with more ringing beside hard edges.
     *
     * @see <a href="https://doi.org/10.1175/1520-0450(1979)018%3C1016:LFIOAT%3E2.0.CO;2">C. E. Duchon, Lanczos filtering in one
     *     and two dimensions, 1979</a>
     */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return Math.abs(distance) < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private static final double A = -0.5;

    private final int support;

    Resampling(int support) {
        this.support = support;
    }

    /** The image at another size: TYPE_INT_ARGB if it has alpha, else TYPE_INT_RGB; the image itself if it has that size. */
    public BufferedImage resize(BufferedImage image, ImageSize size) {
        return size.equals(ImageSize.of(image)) ? image : new Resizer(image, size, this).run();
    }

    /** How far the curve reaches to each side, in pixels. */
    int support() {
        return support;
    }

    /** The curve. */
    abstract double weight(double distance);

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    /** In small letters, as in {@code fit-within(512, lanczos)}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
