package io.github.animegan.face;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds faces in pictures. Implementations may be used by several threads at once. */
@FunctionalInterface
public interface FaceDetector extends AutoCloseable {
    /** Landmarks that are further from each other, in eye distances, are those of two faces. */
    double SAME_FACE = 0.5;

    /**
     * {@return the faces in a picture, the surest first; none is a normal answer} The picture is not changed.
     *
     * @param picture of any type and size
     */
    List<Face> detect(BufferedImage picture);

    /**
     * {@return the face at a place where there is known to be one: how a face that was found in a photo looks in a picture that was made
     * of it} Empty if there is none to be seen any more.
     *
     * @param picture of the photo's size
     * @param place where the face was in the photo
     */
    default Optional<Face> lookAt(BufferedImage picture, FaceLandmarks place) {
        return detect(picture).stream()
                .filter(face -> face.landmarks().distortion(place) < SAME_FACE)
                .min(Comparator.comparingDouble(face -> face.landmarks().distortion(place)));
    }

    /** {@return all that the result depends on besides the picture: detectors of equal descriptions find the same faces} */
    default String description() {
        return getClass().getName() + "@" + System.identityHashCode(this);
    }

    /** Frees what the detector holds; closing again does nothing. */
    @Override
    default void close() {}
}
