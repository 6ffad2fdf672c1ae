package io.github.animegan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.resample.Resampling;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class QualityReportTest {
    private final BufferedImage photo = photo();

    @Test
    void samePicture_wasHardlyDrawn() {
        QualityReport report = QualityReport.of(photo, photo, null, null);

        assertThat(report.similarity()).isCloseTo(1, within(1e-9));
        assertThat(report.figures()).isEqualTo(report.figuresOfPhoto());
        assertThat(report.sharpness()).isPositive().isEqualTo(report.sharpnessOfPhoto());
        assertThat(report.isGood()).isFalse();
        assertThat(report.verdict()).isEqualTo("hardly differs from the photo");
    }

    @Test
    void flatterPicture_isGood() {
        QualityReport report = QualityReport.of(photo, changed(light -> light / 24 * 24 + 12), null, null);

        assertThat(report.figures().flatness())
                .isGreaterThan(report.figuresOfPhoto().flatness());
        assertThat(report.verdict()).isEqualTo("good");
    }

    @Test
    void linesThatWereDrawn_areCounted() {
        BufferedImage lined = changed(light -> light);
        for (int y = 20; y < 100; y++) {
            lined.setRGB(50, y, 0);
            lined.setRGB(51, y, 0);
        }

        QualityReport report = QualityReport.of(photo, lined, null, null);

        assertThat(report.figures().lineShare() - report.figuresOfPhoto().lineShare())
                .isCloseTo(160.0 / (150 * 120), within(0.001));
        assertThat(report.figures().lineDarkness()).isGreaterThan(0.2);
    }

    @Test
    void blurredPicture_isToldFrom() {
        BufferedImage small = Resampling.BICUBIC.resize(photo, new ImageSize(30, 24));

        QualityReport report =
                QualityReport.of(photo, Resampling.BICUBIC.resize(small, Images.sizeOf(photo)), null, null);

        assertThat(report.findings()).anyMatch(finding -> finding.startsWith("blurred: "));
    }

    @Test
    void blackPicture_hasLittleLeft() {
        assertThat(QualityReport.of(photo, changed(light -> 0), null, null).findings())
                .anyMatch(finding -> finding.startsWith("little of the photo is left"));
    }

    @Test
    void movedEyes_areADistortedFace() {
        BufferedImage picture = changed(light -> light / 24 * 24 + 12);

        QualityReport moved = QualityReport.of(photo, picture, seeing(picture, 4), null);
        QualityReport kept = QualityReport.of(photo, picture, seeing(picture, 0), null);

        assertThat(moved.faces()).hasSize(1);
        assertThat(moved.faces().get(0).change().distortion()).isCloseTo(0.1, within(1e-9));
        assertThat(moved.faces().get(0).sharpnessOfPhoto()).isPositive();
        assertThat(moved.verdict())
                .isEqualTo("face 1 is distorted: eyes, nose and mouth moved by 10 % of the eyes' distance");
        assertThat(kept.verdict()).isEqualTo("good");
    }

    @Test
    void pictureOfAnotherSize_isComparedAtIts() {
        BufferedImage half = Resampling.BICUBIC.resize(photo, new ImageSize(75, 60));

        QualityReport report = QualityReport.of(photo, half, seeing(half, 0), null);

        assertThat(report.similarity()).isCloseTo(1, within(1e-9));
    }

    private BufferedImage changed(IntUnaryOperator light) {
        BufferedImage picture = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                picture.setRGB(x, y, 0x010101 * light.applyAsInt(photo.getRGB(x, y) & 0xff));
            }
        }
        return picture;
    }

    /** Soft hills with a little noise, and edges. */
    private static BufferedImage photo() {
        BufferedImage photo = new BufferedImage(150, 120, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 150; x++) {
                double hills = 120 + 60 * Math.sin(x / 17.0) + 40 * Math.cos(y / 11.0) + (x / 30 % 2 == 0 ? 0 : 25);
                photo.setRGB(x, y, 0x010101 * (int) Math.max(0, Math.min(255, hills + random.nextInt(5) - 2)));
            }
        }
        return photo;
    }

    /** Sees a face with eyes 40 pixels apart, which is so much lower in the picture. */
    private static FaceDetector seeing(BufferedImage picture, double lower) {
        return image -> {
            double y = image == picture ? lower : 0;
            return List.of(new Face(
                    new FaceBox(20, 10, 65, 55),
                    1,
                    FaceLandmarks.of(List.of(
                            new FacePoint(25, 25 + y),
                            new FacePoint(65, 25 + y),
                            new FacePoint(45, 40 + y),
                            new FacePoint(30, 52 + y),
                            new FacePoint(60, 52 + y)))));
        };
    }
}
