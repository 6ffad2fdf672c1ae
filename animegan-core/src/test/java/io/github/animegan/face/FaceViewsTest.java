package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Photos of noise in which a detector that knows finds faces. */
class FaceViewsTest {
    private static final Preprocessor NOTHING = Preprocessors.none();

    @Test
    void off_changesNothingOfTheSteps() {
        Preprocessor steps = Preprocessors.fitWithin(64);
        Preprocessor faces = drawing(FacePolicy.OFF, face(60, 100, 90, 0)).before(steps);

        assertThat(faces.prepare(noise(200, 160)).views()).hasSize(1);
        assertThat(faces.description()).isEqualTo(steps.description());
        assertThat(faces.preparedSize(new ImageSize(200, 160))).isEqualTo(new ImageSize(64, 51));
    }

    @Test
    void auto_addsAViewForEachSmallFace() {
        Preprocessor faces = drawing(FacePolicy.AUTO, face(60, 60, 80, 0), face(80, 140, 80, 0))
                .before(NOTHING);

        List<BufferedImage> views = faces.prepare(noise(200, 160)).views();

        assertThat(views)
                .extracting(Images::sizeOf)
                .containsExactly(new ImageSize(200, 160), new ImageSize(576, 576), new ImageSize(576, 576));
        assertThat(faces.preparedSize(new ImageSize(200, 160))).isEqualTo(new ImageSize(576, 576));
        assertThat(faces.preparedSize(new ImageSize(2000, 1600))).isEqualTo(new ImageSize(2000, 1600));
    }

    @Test
    void auto_leavesLargeUprightFacesToTheWholePicture() {
        assertThat(views(FacePolicy.AUTO, NOTHING, face(400, 300, 300, 0))).isEqualTo(1);
        assertThat(views(FacePolicy.AUTO, NOTHING, face(400, 300, 300, 30))).isEqualTo(2);
        assertThat(views(FacePolicy.ONLY, NOTHING, face(400, 300, 300, 0))).isEqualTo(1);
    }

    @Test
    void auto_goesByTheSizeThatTheGeneratorSees() {
        assertThat(views(FacePolicy.AUTO, Preprocessors.fitWithin(300), face(400, 300, 300, 0)))
                .isEqualTo(2);
    }

    @Test
    void largeFace_keepsItsPixels_butNotOnACanvas() {
        FaceDrawing drawing = drawing(FacePolicy.ONLY, face(500, 600, 900, 0));
        BufferedImage photo = noise(1000, 1000);

        assertThat(drawing.before(NOTHING).prepare(photo).image().getWidth()).isEqualTo(1024);
        assertThat(drawing.before(NOTHING, Preprocessors.fitWithin(840), 840)
                        .prepare(photo)
                        .image()
                        .getWidth())
                .isEqualTo(448);
    }

    @Test
    void canvas_isForTheWholePictureAlone() {
        Preprocessor faces =
                drawing(FacePolicy.ALL, face(80, 100, 80, 0)).before(NOTHING, Preprocessors.scaleTo(840), 840);

        Prepared prepared = faces.prepare(noise(200, 160));

        assertThat(prepared.views())
                .extracting(Images::sizeOf)
                .containsExactly(new ImageSize(840, 672), new ImageSize(448, 448));
    }

    private static int views(FacePolicy policy, Preprocessor steps, Face face) {
        return drawing(policy, face)
                .before(steps)
                .prepare(noise(600, 600))
                .views()
                .size();
    }

    @Test
    void only_leavesTheRestAPhoto() {
        BufferedImage photo = noise(200, 160);
        Prepared prepared =
                drawing(FacePolicy.ONLY, face(80, 100, 80, 0)).before(NOTHING).prepare(photo);
        assertThat(prepared.views()).hasSize(1);

        BufferedImage result = prepared.undo(List.of(painted(576, 576, Color.WHITE)));

        assertThat(changes(photo, result)).isBetween(1500, 200 * 160 / 2);
        assertThat(result.getRGB(0, 0)).isEqualTo(photo.getRGB(0, 0));
        assertThat(result.getRGB(199, 159)).isEqualTo(photo.getRGB(199, 159));
    }

    @Test
    void only_withoutFaces_isACopyOfThePhoto() {
        BufferedImage photo = noise(50, 40);

        Prepared prepared = drawing(FacePolicy.ONLY).before(NOTHING).prepare(photo);

        assertThat(prepared.views()).isEmpty();
        assertThat(prepared.undo(List.of()))
                .isNotSameAs(photo)
                .satisfies(copy -> assertThat(changes(photo, copy)).isZero());
    }

    @Test
    void noFace_isTheWholePictureAlone() {
        BufferedImage photo = noise(50, 40);

        Prepared prepared = drawing(FacePolicy.AUTO).before(NOTHING).prepare(photo);

        assertThat(prepared.views()).containsExactly(photo);
    }

    @Test
    void everyViewGoesThroughTheSteps() {
        List<ImageSize> seen = new ArrayList<>();
        Preprocessor counting = image -> {
            seen.add(Images.sizeOf(image));
            return Prepared.withoutUndo(image);
        };

        drawing(FacePolicy.AUTO, face(80, 100, 80, 0)).before(counting).prepare(noise(200, 160));

        assertThat(seen).containsExactly(new ImageSize(200, 160), new ImageSize(576, 576));
    }

    /** The photo becomes half as large for good, and the drawn face a quarter: it still goes to its place. */
    @Test
    void lastingReduction_bringsFacesToTheirPlaces() {
        BufferedImage photo = noise(400, 320);
        Preprocessor faces = drawing(FacePolicy.AUTO, face(80, 100, 100, 0))
                .before(Preprocessors.fitWithin(200).withoutUndo());
        Prepared prepared = faces.prepare(photo);
        BufferedImage whole = painted(200, 160, Color.BLACK);

        BufferedImage result = prepared.undo(List.of(whole, gradient(200)));

        assertThat(Images.sizeOf(result)).isEqualTo(new ImageSize(200, 160));
        int red = result.getRGB(50, 50) >> 16 & 0xff;
        int left = result.getRGB(44, 50) >> 16 & 0xff;
        assertThat(red).as("the face's middle, right of what is darker").isGreaterThan(left);
        assertThat(result.getRGB(150, 150) & 0xffffff).isZero();
    }

    @Test
    void croppingForGood_isRefused() {
        Prepared prepared = drawing(FacePolicy.AUTO, face(80, 100, 80, 0))
                .before(Preprocessors.centerCropSquare().withoutUndo())
                .prepare(noise(200, 160));

        assertThatThrownBy(() -> prepared.undo(prepared.views()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("160x160")
                .hasMessageContaining("crop");
    }

    @Test
    void description_tellsPolicyHeadAndDetector() {
        assertThat(drawing(FacePolicy.AUTO).before(Preprocessors.fitWithin(64)).description())
                .hasValue("faces(auto, best, known) + fit-within(64)");
        assertThat(drawing(FacePolicy.AUTO).before(Prepared::withoutUndo).description())
                .as("a step that cannot describe itself")
                .isEmpty();
    }

    /** A face whose head has that height, turned by degrees about its nose. */
    private static Face face(double x, double y, double head, double roll) {
        double scale = head / StandardPose.HEAD;
        double a = scale * Math.cos(Math.toRadians(roll));
        double b = scale * Math.sin(Math.toRadians(roll));
        SimilarityTransform turn = new SimilarityTransform(a, b, x - a * 0.5 + b * 0.6, y - b * 0.5 - a * 0.6);
        FaceLandmarks landmarks = FaceLandmarks.of(StandardPose.landmarks(1000).points().stream()
                .map(point -> turn.apply(new FacePoint(point.x() / 1000, point.y() / 1000)))
                .toList());
        return new Face(new FaceBox(x - head / 2, y - head / 2, x + head / 2, y + head / 2), 1, landmarks);
    }

    private static FaceDrawing drawing(FacePolicy policy, Face... faces) {
        FaceDetector knowing = new FaceDetector() {
            @Override
            public List<Face> detect(BufferedImage picture) {
                return List.of(faces);
            }

            @Override
            public String description() {
                return "known";
            }
        };
        return FaceDrawing.of(knowing, policy);
    }

    private static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(11);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static BufferedImage painted(int width, int height, Color color) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** Black on the left, white on the right. */
    private static BufferedImage gradient(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, 0x010101 * (255 * x / side));
            }
        }
        return image;
    }

    private static int changes(BufferedImage one, BufferedImage other) {
        int changes = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                changes += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return changes;
    }
}
