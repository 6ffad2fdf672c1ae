package io.github.animegan.face;

import java.util.List;

/**
 * Five points of a face. Left and right are those of a picture in which the face is upright: the left eye is the person's
 * right one.
 *
 * @param leftEye the middle of the eye on the left
 * @param rightEye the middle of the eye on the right
 * @param nose the tip of the nose
 * @param leftMouth the corner of the mouth on the left
 * @param rightMouth the corner of the mouth on the right
 */
public record FaceLandmarks(
        FacePoint leftEye, FacePoint rightEye, FacePoint nose, FacePoint leftMouth, FacePoint rightMouth) {
    /** How many points there are. */
    public static final int COUNT = 5;

    /**
     * {@return the landmarks of five points in the order of this record}
     *
     * @param points five of them
     * @throws IllegalArgumentException if there are not five
     */
    public static FaceLandmarks of(List<FacePoint> points) {
        if (points.size() != COUNT) {
            throw new IllegalArgumentException(points.size() + " points, where a face has " + COUNT);
        }
        return new FaceLandmarks(points.get(0), points.get(1), points.get(2), points.get(3), points.get(4));
    }

    /** {@return the points in the order of this record} */
    public List<FacePoint> points() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }

    /** {@return the distance of the eyes, in pixels} */
    public double eyeDistance() {
        return leftEye.distance(rightEye);
    }

    /**
     * {@return the same points after a transform of the picture}
     *
     * @param transform from the old picture to the new one
     */
    public FaceLandmarks transformed(SimilarityTransform transform) {
        return of(points().stream().map(transform::apply).toList());
    }

    /**
     * {@return how far these landmarks are from those of another picture of the same face: the mean distance of the five points, in eye
     * distances of the other} It is the error by which face alignment is judged ("normalized mean error", inter-ocular).
     *
     * @param original the landmarks before
     */
    public double distortion(FaceLandmarks original) {
        double sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += points().get(i).distance(original.points().get(i));
        }
        return sum / COUNT / original.eyeDistance();
    }

    /**
     * {@return how unlike the two halves of the face are: the mean distance between each point and the mirror image of its partner, in eye
     * distances, where the mirror is the line that fits best} 0 for a perfectly symmetric face seen from the front.
     */
    public double asymmetry() {
        List<FacePoint> mirrored = List.of(rightEye, leftEye, nose, rightMouth, leftMouth).stream()
                .map(point -> new FacePoint(-point.x(), point.y()))
                .toList();
        FaceLandmarks other = of(mirrored);
        return other.transformed(SimilarityTransform.fit(other.points(), points()))
                .distortion(this);
    }
}
