package io.github.animegan.face;

/**
 * A place in a picture, in pixels; the center of the pixel in column 3 of row 7 is (3, 7).
 *
 * @param x to the right
 * @param y downwards
 */
public record FacePoint(double x, double y) {
    /**
     * {@return the distance to another point, in pixels}
     *
     * @param other a point of the same picture
     */
    public double distance(FacePoint other) {
        return Math.hypot(x - other.x, y - other.y);
    }

    /** The point halfway to another one. */
    FacePoint middle(FacePoint other) {
        return new FacePoint((x + other.x) / 2, (y + other.y) / 2);
    }
}
