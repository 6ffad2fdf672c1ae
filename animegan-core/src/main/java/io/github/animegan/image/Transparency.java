package io.github.animegan.image;

import java.awt.image.BufferedImage;

/**
 * Generators know no alpha: {@link #opaque} gives them a picture without it, {@link #copy} puts it back on their result.
 */
public final class Transparency {
    private static final int NEUTRAL = 0xff808080;

    private Transparency() {}

    /**
     * The picture's colours without its alpha (TYPE_INT_RGB); the image itself if it has none. Half-transparent pixels keep
     * their colour undiluted. The colour of wholly transparent pixels, which is arbitrary, often black, is replaced by that
     * of visible ones nearby, so that no dark fringe bleeds into what can be seen.
     */
    public static BufferedImage opaque(BufferedImage image) {
        if (!image.getColorModel().hasAlpha()) {
            return image;
        }
        Pixels pixels = Pixels.of(image);
        fillInvisible(pixels.argb, pixels.width, pixels.height);
        return new Pixels(pixels.width, pixels.height, false, pixels.argb).toImage();
    }

    /** A copy of the picture's pixels whose invisible ones have the colours that {@link #opaque} gives them. */
    static Pixels withoutArbitraryColours(BufferedImage image) {
        Pixels pixels = Pixels.of(image);
        if (!pixels.hasAlpha) {
            return pixels;
        }
        int[] alpha = pixels.argb.clone();
        fillInvisible(pixels.argb, pixels.width, pixels.height);
        for (int i = 0; i < alpha.length; i++) {
            pixels.argb[i] = (alpha[i] & 0xff000000) | (pixels.argb[i] & 0xffffff);
        }
        return pixels;
    }

    /**
     * The colours of the second picture with the alpha of the first (TYPE_INT_ARGB); the second one itself if the first has
     * no alpha.
     *
     * @throws IllegalArgumentException if their sizes differ
     */
    public static BufferedImage copy(BufferedImage from, BufferedImage onto) {
        if (!from.getColorModel().hasAlpha()) {
            return onto;
        }
        ImageSize size = ImageSize.of(from);
        if (!size.equals(ImageSize.of(onto))) {
            throw new IllegalArgumentException(
                    "the alpha of a " + size + " picture does not fit one of " + ImageSize.of(onto));
        }
        int[] alpha = Pixels.of(from).argb;
        int[] colours = Pixels.of(onto).argb;
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (alpha[i] & 0xff000000) | (colours[i] & 0xffffff);
        }
        return new Pixels(size.width(), size.height(), true, colours).toImage();
    }

    /** Gives each invisible pixel the colour of the smallest block around it (2x2, 4x4, ...) that has anything visible. */
    private static void fillInvisible(int[] argb, int width, int height) {
        boolean complete = true;
        for (int pixel : argb) {
            complete &= pixel >>> 24 != 0;
        }
        if (complete) {
            return;
        }
        if (width == 1 && height == 1) {
            argb[0] = NEUTRAL;
            return;
        }
        int coarseWidth = (width + 1) / 2;
        int coarseHeight = (height + 1) / 2;
        int[] coarse = new int[coarseWidth * coarseHeight];
        for (int y = 0; y < coarseHeight; y++) {
            for (int x = 0; x < coarseWidth; x++) {
                coarse[y * coarseWidth + x] = visibleMean(argb, width, height, 2 * x, 2 * y);
            }
        }
        fillInvisible(coarse, coarseWidth, coarseHeight);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (argb[y * width + x] >>> 24 == 0) {
                    argb[y * width + x] = coarse[y / 2 * coarseWidth + x / 2];
                }
            }
        }
    }

    /** The mean colour of a 2x2 block, weighted by alpha; 0 if all of it is invisible. */
    private static int visibleMean(int[] argb, int width, int height, int left, int top) {
        int weights = 0;
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int y = top; y < Math.min(top + 2, height); y++) {
            for (int x = left; x < Math.min(left + 2, width); x++) {
                int pixel = argb[y * width + x];
                int weight = pixel >>> 24;
                weights += weight;
                red += weight * (pixel >> 16 & 0xff);
                green += weight * (pixel >> 8 & 0xff);
                blue += weight * (pixel & 0xff);
            }
        }
        return weights == 0 ? 0 : 0xff000000 | (red / weights) << 16 | (green / weights) << 8 | (blue / weights);
    }
}
