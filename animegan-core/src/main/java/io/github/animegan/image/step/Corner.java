package io.github.animegan.image.step;

/** Where a watermark goes. */
public enum Corner {
    TOP_LEFT(false, false),
    TOP_RIGHT(true, false),
    BOTTOM_LEFT(false, true),
    BOTTOM_RIGHT(true, true);

    private final boolean right;
    private final boolean bottom;

    Corner(boolean right, boolean bottom) {
        this.right = right;
        this.bottom = bottom;
    }

    /** The left edge of something that wide in a picture that wide. */
    int left(int width, int pictureWidth, int margin) {
        return right ? pictureWidth - width - margin : margin;
    }

    /** The upper edge of something that high in a picture that high. */
    int top(int height, int pictureHeight, int margin) {
        return bottom ? pictureHeight - height - margin : margin;
    }
}
