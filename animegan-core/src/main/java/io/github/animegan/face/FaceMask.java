package io.github.animegan.face;

/**
 * How much of a drawn face is taken at each place of the standard pose: all of it in an ellipse round the face, nothing beyond a
 * larger one, and a smooth step between. In sides of the square:
 *
 * <pre>
 *   middle (0.5, 0.56);   all within radii 0.25 and 0.31;   nothing beyond 1.5 times these
 * </pre>
 *
 * <p>The inner ellipse holds the brows, the chin and the cheeks; the step lies on hair, ears and neck, where the eye does not
 * rest.
 */
final class FaceMask {
    private static final double MIDDLE_X = 0.5;
    private static final double MIDDLE_Y = 0.56;
    private static final double RADIUS_X = 0.25;
    private static final double RADIUS_Y = 0.31;
    /** The outer ellipse's radii as multiples of the inner one's. */
    private static final double OUTER = 1.5;

    private FaceMask() {}

    /** How much at a place of the square, in sides of it: from 0 to 1. */
    static double at(double x, double y) {
        double radius = Math.hypot((x - MIDDLE_X) / RADIUS_X, (y - MIDDLE_Y) / RADIUS_Y);
        if (radius >= OUTER) {
            return 0;
        }
        double t = Math.max(0, (radius - 1) / (OUTER - 1));
        return 1 - t * t * t * (10 - t * (15 - 6 * t)); // Perlin's step: flat to the second derivative at both ends.
    }

    /** The rectangle round the outer ellipse: left, top, right and bottom, in sides of the square. */
    static double[] bounds() {
        return new double[] {
            MIDDLE_X - OUTER * RADIUS_X,
            MIDDLE_Y - OUTER * RADIUS_Y,
            MIDDLE_X + OUTER * RADIUS_X,
            MIDDLE_Y + OUTER * RADIUS_Y
        };
    }
}
