package io.github.animegan.face;

import java.awt.image.BufferedImage;

/**
 * A face cut out of its picture in the standard pose, for a generator to draw, and the way back.
 *
 * @param image the square that the generator sees, opaque
 * @param toFace from the picture to that square
 */
record FaceView(BufferedImage image, SimilarityTransform toFace) {
    /** Sides are multiples of this, so that a generator with any number of down-samplings takes them as they are. */
    private static final int MULTIPLE = 32;

    /**
     * The view of a face.
     *
     * @param head the height of the head in the square, in pixels
     */
    static FaceView of(BufferedImage picture, FaceLandmarks face, double head) {
        int side = side(head);
        SimilarityTransform toFace = StandardPose.transform(face, side);
        return new FaceView(Warp.image(picture, toFace, side, side), toFace);
    }

    /** The side of the square in which a head has that height. */
    static int side(double head) {
        return (int) Math.ceil(head / StandardPose.HEAD / MULTIPLE) * MULTIPLE;
    }

    /** Puts what was drawn of this view back into a picture, which is changed. */
    void putBack(BufferedImage drawn, BufferedImage picture) {
        putBack(drawn, picture, 1);
    }

    /**
     * As {@link #putBack(BufferedImage, BufferedImage)}, where drawn face and picture may have been resized.
     *
     * @param drawn a square
     * @param factor by which the picture is larger than the one that the view was cut out of
     */
    void putBack(BufferedImage drawn, BufferedImage picture, double factor) {
        SimilarityTransform toDrawn = SimilarityTransform.scaling(1 / factor)
                .then(toFace)
                .then(SimilarityTransform.scaling((double) drawn.getWidth() / image.getWidth()));
        FaceBlend.paste(picture, drawn, toDrawn);
    }
}
