package io.github.animegan.image.step;

/** Where a watermark goes. */
public enum Corner {
    /** The corner above on the left. */
    TOP_LEFT(false, false),
    /** The corner above on the right. */
    TOP_RIGHT(true, false),
    /** The corner below on the left. */
    BOTTOM_LEFT(false, true),
    /** The corner below on the right. */
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
