package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceChangeTest {
    private static final BufferedImage PHOTO = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
    private static final BufferedImage PICTURE = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);

    @Test
    void movedLandmarks_areToldInEyeDistances() {
        FaceLandmarks before = StandardPose.landmarks(100);
        FaceLandmarks after = before.transformed(new SimilarityTransform(1, 0, 0, before.eyeDistance() / 10));

        FaceChange change = FaceChange.of(PHOTO, PICTURE, before, seeing(before, List.of(after)), null);

        assertThat(change.distortion()).isCloseTo(0.1, within(1e-9));
        assertThat(change.asymmetryBefore()).isCloseTo(0, within(1e-9));
        assertThat(change.asymmetryAfter()).isCloseTo(0, within(1e-9));
        assertThat(change.embedding()).isEmpty();
    }

    @Test
    void ofSeveralFaces_theOneAtThePlaceCounts() {
        FaceLandmarks before = StandardPose.landmarks(100);
        FaceLandmarks farAway = before.transformed(new SimilarityTransform(1, 0, 200, 0));

        FaceChange change = FaceChange.of(PHOTO, PICTURE, before, seeing(before, List.of(farAway, before)), null);

        assertThat(change.distortion()).isZero();
    }

    @Test
    void faceThatIsNotSeenAnyMore_isWhollyDistorted() {
        FaceLandmarks before = StandardPose.landmarks(100);
        FaceLandmarks farAway = before.transformed(new SimilarityTransform(1, 0, 200, 0));

        FaceChange change = FaceChange.of(PHOTO, PICTURE, before, seeing(before, List.of(farAway)), null);

        assertThat(change.distortion()).isEqualTo(1);
        assertThat(change.asymmetryAfter()).isEqualTo(1);
    }

    /** Sees one face in the photo and others in the picture. */
    private static FaceDetector seeing(FaceLandmarks before, List<FaceLandmarks> after) {
        return picture -> (picture == PHOTO ? List.of(before) : after)
                .stream()
                        .map(landmarks -> new Face(new FaceBox(0, 0, 100, 100), 1, landmarks))
                        .toList();
    }
}
