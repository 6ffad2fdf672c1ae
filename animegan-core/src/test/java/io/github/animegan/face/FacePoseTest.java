package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacePoseTest {
    /** A head of other proportions than the mean one: broader, with a longer nose. */
    private static final double[][] HEAD = {{-33, -35, -34}, {33, -35, -34}, {0, 0, 0}, {-26, 27, -26}, {26, 27, -26}};

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "30, 0, 0",
        "-30, 0, 0",
        "45, 0, 0",
        "0, 20, 0",
        "0, -20, 0",
        "0, 0, 40",
        "0, 0, 170",
        "25, 10, -90",
        "-40, -15, 60"
    })
    void pose_isThatOfTheProjectedHead(double yaw, double pitch, double roll) {
        FacePose pose = FacePose.of(projected(yaw, pitch, roll));

        assertThat(pose.yaw()).isCloseTo(yaw, within(8.0));
        assertThat(pose.pitch()).isCloseTo(pitch, within(8.0));
        assertThat(pose.roll()).isCloseTo(roll, within(8.0));
    }

    /** Turned by yaw, pitch and roll in this order, seen from far away. */
    private static FaceLandmarks projected(double yaw, double pitch, double roll) {
        double cosYaw = Math.cos(Math.toRadians(yaw));
        double sinYaw = Math.sin(Math.toRadians(yaw));
        double cosPitch = Math.cos(Math.toRadians(pitch));
        double sinPitch = Math.sin(Math.toRadians(pitch));
        SimilarityTransform turn = new SimilarityTransform(
                3 * Math.cos(Math.toRadians(roll)), 3 * Math.sin(Math.toRadians(roll)), 400, 300);
        List<FacePoint> points = new ArrayList<>();
        for (double[] point : HEAD) {
            double x = cosYaw * point[0] + sinYaw * point[2];
            double z = -sinYaw * point[0] + cosYaw * point[2];
            points.add(turn.apply(new FacePoint(x, cosPitch * point[1] + sinPitch * z)));
        }
        return FaceLandmarks.of(points);
    }

    @Test
    void frontal_endsAtThirtyDegrees() {
        assertThat(new FacePose(29, -29, 100).isFrontal()).isTrue();
        assertThat(new FacePose(31, 0, 0).isFrontal()).isFalse();
        assertThat(new FacePose(0, -31, 0).isFrontal()).isFalse();
    }
}
