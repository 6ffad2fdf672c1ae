package io.github.animegan.network;

/**
 * The height and width of a feature map, in pixels.
 *
 * @param height the number of rows
 * @param width the number of columns
 */
public record MapSize(int height, int width) {
    /** The size of a single pixel, which global pooling leaves. */
    public static final MapSize PIXEL = new MapSize(1, 1);

    /** {@return the number of pixels} */
    public long pixels() {
        return (long) height * width;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
