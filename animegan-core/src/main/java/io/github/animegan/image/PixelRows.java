package io.github.animegan.image;

/** The rows of a picture as sRGB {@code 0xAARRGGBB}, not premultiplied. One instance serves one thread. */
@FunctionalInterface
public interface PixelRows {
    /** The alpha of a pixel that hides all behind it. */
    int OPAQUE = 0xff000000;

    /**
     * Writes row y to the start of the array, which has room for it.
     *
     * @param y the row, from 0 at the top
     * @param argb gets the row's pixels {@code 0xAARRGGBB}, not premultiplied, from index 0 on
     */
    void read(int y, int[] argb);

    /**
     * {@return the rows of a picture that lies in memory}
     *
     * @param pixels not copied
     */
    static PixelRows of(Pixels pixels) {
        return (y, argb) -> System.arraycopy(pixels.argb, y * pixels.width, argb, 0, pixels.width);
    }
}
