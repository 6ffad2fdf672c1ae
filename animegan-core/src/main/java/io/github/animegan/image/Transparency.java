package io.github.animegan.image;

import java.awt.image.BufferedImage;

/**
 * Generators know no alpha: {@link #opaque} gives them a picture without it, {@link #copy} puts it back on their result.
 */
public final class Transparency {
    private Transparency() {}

    /**
     * {@return the picture's colors without its alpha (TYPE_INT_RGB); the image itself if it has none} Half-transparent pixels keep their
     * color undiluted. The color of wholly transparent pixels, which is arbitrary, often black, is replaced by that of visible ones
     * nearby, so that no dark fringe bleeds into what can be seen.
     *
     * @param image of any type; not changed
     */
    public static BufferedImage opaque(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        return Images.toImage(PixelTransparency.opaque(Images.pixelsOf(image)));
    }

    /**
     * {@return a copy of the picture's pixels whose invisible ones have the colors that {@link #opaque} gives them}
     *
     * @param image of any type; not changed
     */
    public static Pixels withoutArbitraryColors(BufferedImage image) {
        return PixelTransparency.withoutArbitraryColors(Images.pixelsOf(image));
    }

    /**
     * {@return the colors of the second picture with the alpha of the first (TYPE_INT_ARGB); the second one itself if the first has no
     * alpha}
     *
     * @param from whose alpha is taken; not changed
     * @param onto whose colors are taken; not changed
     * @throws IllegalArgumentException if their sizes differ
     */
    public static BufferedImage copy(BufferedImage from, BufferedImage onto) {
        if (!from.getColorModel().hasAlpha()) {
            return onto;
        }
        return Images.toImage(PixelTransparency.copy(Images.pixelsOf(from), Images.pixelsOf(onto)));
    }
}
