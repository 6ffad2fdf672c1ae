package io.github.animegan.image;

/**
 * A picture as an array of sRGB pixels {@code 0xAARRGGBB}, not premultiplied, row after row: the form in which pictures are
 * cropped, padded and blended. Without alpha the topmost byte of each pixel is 255. The array may be written to; one thread
 * at a time may use an instance.
 */
public final class Pixels {
    public final int width;
    public final int height;
    public final boolean hasAlpha;
    public final int[] argb;

    /**
     * A picture over the given pixels, which are not copied.
     *
     * @param argb {@code width * height} pixels
     */
    public Pixels(int width, int height, boolean hasAlpha, int[] argb) {
        this.width = width;
        this.height = height;
        this.hasAlpha = hasAlpha;
        this.argb = argb;
    }

    /** A picture whose pixels are all 0: transparent black with alpha. */
    public Pixels(ImageSize size, boolean hasAlpha) {
        this(size.width(), size.height(), hasAlpha, new int[Math.toIntExact(size.pixels())]);
    }

    /** The picture's size. */
    public ImageSize size() {
        return new ImageSize(width, height);
    }

    /** A copy with pixels of its own. */
    public Pixels copy() {
        return new Pixels(width, height, hasAlpha, argb.clone());
    }

    /** The rectangle of the given size whose top left corner is at (x, y). */
    public Pixels crop(int x, int y, ImageSize size) {
        Pixels cropped = new Pixels(size, hasAlpha);
        for (int row = 0; row < size.height(); row++) {
            System.arraycopy(argb, (y + row) * width + x, cropped.argb, row * size.width(), size.width());
        }
        return cropped;
    }
}
