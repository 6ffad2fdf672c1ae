package io.github.animegan.face;

import java.util.List;

/**
 * Where eyes, nose and mouth are in the square to which every face is brought: seen from the front, upright, with the whole
 * head and a little around it. In sides of the square, the five points are
 *
 * <pre>
 *   eyes            (0.377, 0.469)   (0.623, 0.469)
 *   nose                    (0.500, 0.613)
 *   mouth corners   (0.393, 0.725)   (0.607, 0.725)
 * </pre>
 *
 * <p>This is the pose of FFHQ, on whose portraits face generators are trained: the mean of the five points of its pictures, made
 * symmetric. A head, from the chin to the crown, is 0.9 of the square high.
 *
 * @see <a href="https://arxiv.org/abs/1812.04948">T. Karras, S. Laine, T. Aila, A Style-Based Generator Architecture for Generative
 *     Adversarial Networks, 2019</a>, appendix A, for how those portraits were cut out
 */
final class StandardPose {
    /** The height of a head, from the chin to the crown, in sides of the square. */
    static final double HEAD = 0.9;

    private static final double EYES_Y = 0.469;
    private static final double EYE_X = 0.377;
    private static final double NOSE_Y = 0.613;
    private static final double MOUTH_Y = 0.725;
    private static final double MOUTH_X = 0.393;

    private StandardPose() {}

    /** The five points in a square of that many pixels a side. */
    static FaceLandmarks landmarks(int side) {
        return FaceLandmarks.of(List.of(
                point(EYE_X, EYES_Y, side),
                point(1 - EYE_X, EYES_Y, side),
                point(0.5, NOSE_Y, side),
                point(MOUTH_X, MOUTH_Y, side),
                point(1 - MOUTH_X, MOUTH_Y, side)));
    }

    private static FacePoint point(double x, double y, int side) {
        return new FacePoint(x * side - 0.5, y * side - 0.5);
    }

    /** The transform that brings a face of a picture to the standard pose in a square of that many pixels a side. */
    static SimilarityTransform transform(FaceLandmarks face, int side) {
        return SimilarityTransform.fit(face.points(), landmarks(side).points());
    }

    /** The height of a head in the picture, in pixels: from the chin to the crown, hair and all. */
    static double headHeight(FaceLandmarks face) {
        return HEAD / transform(face, 1).scale();
    }
}
