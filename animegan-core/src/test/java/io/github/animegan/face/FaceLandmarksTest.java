package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaceLandmarksTest {
    private static final FaceLandmarks FACE = StandardPose.landmarks(512);

    @Test
    void distortion_isZeroForTheSameFace() {
        assertThat(FACE.distortion(FACE)).isZero();
    }

    @Test
    void distortion_isMeasuredInEyeDistances() {
        SimilarityTransform shift = new SimilarityTransform(1, 0, 0.1 * FACE.eyeDistance(), 0);

        assertThat(FACE.transformed(shift).distortion(FACE)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void asymmetry_isZeroForAStandardFaceTurnedInThePicture() {
        assertThat(FACE.transformed(new SimilarityTransform(0.4, 1.3, 9, 9)).asymmetry())
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void asymmetry_growsWithAMouthThatIsAskew() {
        FacePoint lower = new FacePoint(FACE.leftMouth().x(), FACE.leftMouth().y() + 30);
        FaceLandmarks askew = new FaceLandmarks(FACE.leftEye(), FACE.rightEye(), FACE.nose(), lower, FACE.rightMouth());

        assertThat(askew.asymmetry()).isBetween(0.05, 0.3);
    }

    @Test
    void of_refusesOtherNumbersOfPoints() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaceLandmarks.of(List.of(new FacePoint(0, 0))))
                .withMessageContaining("1 points");
    }

    @Test
    void standardPose_hasTheHeadsHeight() {
        SimilarityTransform half = new SimilarityTransform(0, 0.5, 0, 0);

        assertThat(StandardPose.headHeight(FACE.transformed(half))).isCloseTo(0.9 * 256, within(0.01));
    }
}
