package io.github.animegan.face;

/**
 * An upright rectangle round a face, in pixels of the picture. It may reach beyond the picture's edges.
 *
 * @param left the x of its left side
 * @param top the y of its upper side
 * @param right the x of its right side
 * @param bottom the y of its lower side
 */
public record FaceBox(double left, double top, double right, double bottom) {
    /** {@return its width in pixels; below 0 if it is inside out} */
    public double width() {
        return right - left;
    }

    /** {@return its height in pixels; below 0 if it is inside out} */
    public double height() {
        return bottom - top;
    }

    /** {@return the larger of width and height, in pixels: what is called the size of a face here} */
    public double size() {
        return Math.max(width(), height());
    }

    /** {@return the point in its middle} */
    public FacePoint center() {
        return new FacePoint((left + right) / 2, (top + bottom) / 2);
    }

    /** {@return the square of the same center whose side is the longer one of this box} */
    public FaceBox square() {
        double side = size();
        double x = left + width() * 0.5 - side * 0.5;
        double y = top + height() * 0.5 - side * 0.5;
        return new FaceBox(x, y, x + side, y + side);
    }

    /**
     * {@return the area of the overlap, in [0, 1], as part of the area of both together or of the smaller one}
     *
     * @param other another box of the same picture
     * @param ofSmaller whether of the smaller one
     * @param extra what is added to each width and height: 1 if both sides' pixels belong to the box, else 0
     */
    public double overlap(FaceBox other, boolean ofSmaller, int extra) {
        double w = Math.min(right, other.right) - Math.max(left, other.left) + extra;
        double h = Math.min(bottom, other.bottom) - Math.max(top, other.top) + extra;
        double common = Math.max(0, w) * Math.max(0, h);
        double area = (width() + extra) * (height() + extra);
        double otherArea = (other.width() + extra) * (other.height() + extra);
        return common / (ofSmaller ? Math.min(area, otherArea) : area + otherArea - common);
    }
}
