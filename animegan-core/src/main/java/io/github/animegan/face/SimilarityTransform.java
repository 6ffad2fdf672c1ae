package io.github.animegan.face;

import java.util.List;

/**
 * A rotation, a change of size and a shift: {@code x' = a x - b y + c}, {@code y' = b x + a y + d}. Shapes stay as they are, so
 * a face is turned and brought to a size, never distorted. Immutable.
 *
 * @param a scale times the cosine of the angle
 * @param b scale times the sine of the angle
 * @param c what is added to x
 * @param d what is added to y
 */
public record SimilarityTransform(double a, double b, double c, double d) {
    /**
     * Rejects transforms that would leave nothing of a picture.
     *
     * @param a scale times the cosine of the angle
     * @param b scale times the sine of the angle
     * @param c what is added to x
     * @param d what is added to y
     * @throws IllegalArgumentException if the scale is 0 or a number is not finite
     */
    public SimilarityTransform {
        if (!(a * a + b * b > 0) || !Double.isFinite(a + b + c + d)) {
            throw new IllegalArgumentException("no similarity: " + a + ", " + b + ", " + c + ", " + d);
        }
    }

    /**
     * {@return the transform that brings points nearest to others, in the sense of least squares}
     *
     * @param from at least two different points
     * @param to as many, in the same order
     * @throws IllegalArgumentException if there are too few, or all are the same
     * @see <a href="https://doi.org/10.1109/34.88573">S. Umeyama, Least-squares estimation of transformation parameters between
     *     two point patterns, 1991</a>, here without mirroring
     */
    public static SimilarityTransform fit(List<FacePoint> from, List<FacePoint> to) {
        if (from.size() != to.size() || from.size() < 2) {
            throw new IllegalArgumentException(from.size() + " points cannot be brought to " + to.size());
        }
        FacePoint fromMean = mean(from);
        FacePoint toMean = mean(to);
        double dot = 0;
        double cross = 0;
        double squares = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - fromMean.x();
            double y = from.get(i).y() - fromMean.y();
            double u = to.get(i).x() - toMean.x();
            double v = to.get(i).y() - toMean.y();
            dot += x * u + y * v;
            cross += x * v - y * u;
            squares += x * x + y * y;
        }
        double a = dot / squares;
        double b = cross / squares;
        return new SimilarityTransform(
                a,
                b,
                toMean.x() - a * fromMean.x() + b * fromMean.y(),
                toMean.y() - b * fromMean.x() - a * fromMean.y());
    }

    private static FacePoint mean(List<FacePoint> points) {
        double x = 0;
        double y = 0;
        for (FacePoint point : points) {
            x += point.x();
            y += point.y();
        }
        return new FacePoint(x / points.size(), y / points.size());
    }

    /**
     * {@return what becomes of a picture's pixels when it is resized: pixel middles go to pixel middles, as (0.5, 0.5) is the middle of
     * the first one}
     *
     * @param factor by which it becomes larger, above 0
     */
    public static SimilarityTransform scaling(double factor) {
        return new SimilarityTransform(factor, 0, (factor - 1) / 2, (factor - 1) / 2);
    }

    /**
     * {@return this transform, then another one}
     *
     * @param next takes what this one gives
     */
    public SimilarityTransform then(SimilarityTransform next) {
        return new SimilarityTransform(next.a * a - next.b * b, next.a * b + next.b * a, next.x(c, d), next.y(c, d));
    }

    /**
     * {@return where a point goes}
     *
     * @param point in pixels, before
     */
    public FacePoint apply(FacePoint point) {
        return new FacePoint(x(point.x(), point.y()), y(point.x(), point.y()));
    }

    /** The x to which (x, y) goes. */
    double x(double x, double y) {
        return a * x - b * y + c;
    }

    /** The y to which (x, y) goes. */
    double y(double x, double y) {
        return b * x + a * y + d;
    }

    /** {@return how many times longer distances become} */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** {@return the angle by which pictures turn clockwise, in degrees, in (-180, 180]} */
    public double degrees() {
        return Math.toDegrees(Math.atan2(b, a));
    }

    /** {@return the way back} */
    public SimilarityTransform inverse() {
        double squares = a * a + b * b;
        double inverseA = a / squares;
        double inverseB = -b / squares;
        return new SimilarityTransform(
                inverseA, inverseB, -(inverseA * c - inverseB * d), -(inverseB * c + inverseA * d));
    }
}
