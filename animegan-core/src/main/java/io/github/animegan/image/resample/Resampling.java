package io.github.animegan.image.resample;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Ways of resizing that do not alias: where a picture is reduced, the curve is widened by the same ratio, so that every pixel
 * counts. These are PIL's filters of the same names, computed in float throughout. Alpha is resized along and colors are
 * weighted by it. May be used by several threads at once.
 */
public enum Resampling {
    /**
     * Keys' cubic with a = -0.5, two pixels to each side.
     *
     * @see <a href="https://doi.org/10.1109/TASSP.1981.1163711">R. G. Keys, Cubic convolution interpolation for digital image
     *     processing, 1981</a>
     */
    BICUBIC(ResamplingCurve.BICUBIC),

    /**
     * {@code sinc(x) sinc(x / 3)}, three pixels to each side: sharper than bicubic, with more ringing beside hard edges.
     *
     * @see <a href="https://doi.org/10.1175/1520-0450(1979)018%3C1016:LFIOAT%3E2.0.CO;2">C. E. Duchon, Lanczos filtering in one
     *     and two dimensions, 1979</a>
     */
    LANCZOS(ResamplingCurve.LANCZOS);

    private final ResamplingCurve curve;

    Resampling(ResamplingCurve curve) {
        this.curve = curve;
    }

    /**
     * {@return the image at another size: TYPE_INT_ARGB if it has alpha, else TYPE_INT_RGB; the image itself if it has that size}
     *
     * @param image of any type; not changed
     * @param size in pixels
     */
    public BufferedImage resize(BufferedImage image, ImageSize size) {
        ImageSize from = Images.sizeOf(image);
        if (size.equals(from)) {
            return image;
        }
        boolean hasAlpha = image.getColorModel().hasAlpha();
        return Images.toImage(new Resizer(ImageRows.of(image), from, hasAlpha, size, curve).run());
    }

    /** In small letters, as in {@code fit-within(512, lanczos)}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
