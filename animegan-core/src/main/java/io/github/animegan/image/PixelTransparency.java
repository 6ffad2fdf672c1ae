package io.github.animegan.image;

/** {@link Transparency} for pixels: the same samples, and nothing of AWT. Nothing that is given is changed. */
public final class PixelTransparency {
    private static final int NEUTRAL = 0xff808080;

    private PixelTransparency() {}

    /**
     * {@return the picture's colors without its alpha, as {@link Transparency#opaque} has them; itself if it has none}
     *
     * @param picture not changed
     */
    public static Pixels opaque(Pixels picture) {
        if (!picture.hasAlpha) {
            return picture;
        }
        int[] colors = picture.argb.clone();
        fill(colors, picture.width, picture.height);
        for (int i = 0; i < colors.length; i++) {
            colors[i] |= PixelRows.OPAQUE;
        }
        return new Pixels(picture.width, picture.height, false, colors);
    }

    /**
     * {@return the picture with its alpha, whose invisible pixels have the colors that {@link #opaque} gives them; itself if it has none}
     *
     * @param picture not changed
     */
    public static Pixels withoutArbitraryColors(Pixels picture) {
        return picture.hasAlpha ? copy(picture, opaque(picture)) : picture;
    }

    /**
     * {@return the colors of the second picture with the alpha of the first; the second one itself if the first has no alpha}
     *
     * @param from whose alpha is taken; not changed
     * @param onto whose colors are taken; not changed
     * @throws IllegalArgumentException if their sizes differ
     */
    public static Pixels copy(Pixels from, Pixels onto) {
        if (!from.hasAlpha) {
            return onto;
        }
        if (from.width != onto.width || from.height != onto.height) {
            throw new IllegalArgumentException("the alpha of a %dx%d picture does not fit one of %dx%d"
                    .formatted(from.width, from.height, onto.width, onto.height));
        }
        Pixels both = new Pixels(onto.width, onto.height, true, new int[onto.argb.length]);
        for (int i = 0; i < both.argb.length; i++) {
            both.argb[i] = (from.argb[i] & 0xff000000) | (onto.argb[i] & 0xffffff);
        }
        return both;
    }

    /** Gives each invisible pixel the color of the smallest block around it (2x2, 4x4, ...) that has anything visible. */
    private static void fill(int[] argb, int width, int height) {
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
        fill(coarse, coarseWidth, coarseHeight);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (argb[y * width + x] >>> 24 == 0) {
                    argb[y * width + x] = coarse[y / 2 * coarseWidth + x / 2];
                }
            }
        }
    }

    /** The mean color of a 2x2 block, weighted by alpha; 0 if all of it is invisible. */
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
