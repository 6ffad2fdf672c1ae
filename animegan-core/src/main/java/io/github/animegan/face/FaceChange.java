package io.github.animegan.face;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What became of a face of a photo in a picture that was made of it.
 *
 * @param distortion the mean distance of the landmarks from those in the photo, in eye distances, as the same detector sees both; 1
 *     where it sees no face any more
 * @param asymmetryBefore how unlike the halves of the face are in the photo: {@link FaceLandmarks#asymmetry}
 * @param asymmetryAfter the same in the picture
 * @param embedding the distance of the recognition network's vectors: 0.6 is another person; empty without such a network
 */
public record FaceChange(double distortion, double asymmetryBefore, double asymmetryAfter, OptionalDouble embedding) {
    /**
     * Compares a face.
     *
     * @param photo the photo
     * @param picture what was made of it, in the same size
     * @param face where the face is in the photo
     * @param detector looks for the face in the picture
     * @param network tells faces apart; null for no such figure
     * @return what became of the face
     */
    public static FaceChange of(
            BufferedImage photo,
            BufferedImage picture,
            FaceLandmarks face,
            FaceDetector detector,
            @Nullable FaceEmbedding network) {
        FaceLandmarks before = detector.lookAt(photo, face).map(Face::landmarks).orElse(face);
        Optional<FaceLandmarks> after = detector.lookAt(picture, face).map(Face::landmarks);
        OptionalDouble embedding = network == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(FaceEmbedding.distance(network.embed(photo, face), network.embed(picture, face)));
        return new FaceChange(
                after.map(seen -> seen.distortion(before)).orElse(1.0),
                before.asymmetry(),
                after.map(FaceLandmarks::asymmetry).orElse(1.0),
                embedding);
    }
}
