package io.github.animegan.image;

/**
 * A picture as an array of sRGB pixels {@code 0xAARRGGBB}, not premultiplied, row after row: the form in which pictures are
 * cropped, padded and blended. Without alpha the topmost byte of each pixel is 255. The array may be written to; one thread
 * at a time may use an instance.
 */
public final class Pixels {
    /** The length of a row, at least 1. */
    public final int width;
    /** The number of rows, at least 1. */
    public final int height;
    /** Whether pixels may be transparent; without alpha the topmost byte of each is 255. */
    public final boolean hasAlpha;
    /** The pixels themselves, {@code width * height} of them, {@code 0xAARRGGBB}, row after row from the top: not a copy. */
    public final int[] argb;

    /**
     * A picture over the given pixels, which are not copied.
     *
     * @param width the length of a row, at least 1
     * @param height the number of rows, at least 1
     * @param hasAlpha false if the topmost byte of each pixel is 255
     * @param argb {@code width * height} pixels
     */
    public Pixels(int width, int height, boolean hasAlpha, int[] argb) {
        this.width = width;
        this.height = height;
        this.hasAlpha = hasAlpha;
        this.argb = argb;
    }

    /**
     * A picture whose pixels are all 0: transparent black with alpha.
     *
     * @param size in pixels
     * @param hasAlpha whether pixels may be transparent
     */
    public Pixels(ImageSize size, boolean hasAlpha) {
        this(size.width(), size.height(), hasAlpha, new int[Math.toIntExact(size.pixels())]);
    }

    /** {@return the picture's size} */
    public ImageSize size() {
        return new ImageSize(width, height);
    }

    /** {@return a copy with pixels of its own} */
    public Pixels copy() {
        return new Pixels(width, height, hasAlpha, argb.clone());
    }

    /**
     * {@return a copy of the rectangle of the given size whose top left corner is at (x, y)}
     *
     * @param x the rectangle's first column, from 0 on
     * @param y the rectangle's first row, from 0 on
     * @param size of the rectangle, which must lie within the picture
     */
    public Pixels crop(int x, int y, ImageSize size) {
        Pixels cropped = new Pixels(size, hasAlpha);
        for (int row = 0; row < size.height(); row++) {
            System.arraycopy(argb, (y + row) * width + x, cropped.argb, row * size.width(), size.width());
        }
        return cropped;
    }
}
