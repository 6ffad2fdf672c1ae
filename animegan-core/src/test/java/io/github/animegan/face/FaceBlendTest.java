package io.github.animegan.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.resample.Resampling;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaceBlendTest {
    private static final int HEAD = 512;

    /** Photos reduced and turned, so that faces are small and large, upright and not. */
    @ParameterizedTest
    @CsvSource({
        "ASTRONAUT, 1, 0",
        "ASTRONAUT, 1, 37",
        "ASTRONAUT, 0.5, 0",
        "ASTRONAUT, 0.3, 180",
        "HAT, 1, 0",
        "HAT, 0.5, 20",
        "HAT, 0.15, 90",
        "GIRL, 1, 0",
        "GIRL, 0.6, 145",
        "GIRL, 0.25, -30"
    })
    @EnabledIf("io.github.animegan.face.SharedPhotos#isPresent")
    void wayThereAndBack_losesLittleInsideAndNothingOutside(KnownFaces known, double scale, double degrees) {
        Turned turned = Turned.of(known, scale, degrees);
        BufferedImage result = copy(turned.photo());

        double head = Math.max(HEAD, StandardPose.headHeight(turned.landmarks()));
        FaceView view = FaceView.of(turned.photo(), turned.landmarks(), head);
        view.putBack(view.image(), result);

        assertThat(psnrInside(turned.photo(), result, view)).isGreaterThan(45);
        assertThat(firstChangeOutside(turned.photo(), result, view)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Ground.class)
    void rim_showsNoStep(Ground ground) {
        BufferedImage picture = ground.paint(400, 400);
        FaceLandmarks face = StandardPose.landmarks(180).transformed(new SimilarityTransform(1, 0.2, 110, 90));
        FaceView view = FaceView.of(picture, face, HEAD);
        BufferedImage drawn = darker(view.image());

        BufferedImage result = copy(picture);
        view.putBack(drawn, result);

        for (double rim : new double[] {1, 1.25, 1.5}) {
            double across = gradientAt(result, view, rim, 0);
            double beside = (gradientAt(result, view, rim, -6) + gradientAt(result, view, rim, 6)) / 2;
            assertThat(across).as("at %.2f radii: %.3f beside", rim, beside).isLessThanOrEqualTo(1.1 * beside + 0.05);
        }
    }

    /** Two faces before light walls, and a place among leaves; what the photo itself has there counts, for hair is darker than a wall. */
    @ParameterizedTest
    @CsvSource({
        "astronaut.png, 177, 54, 0.6",
        "kodak/kodim15.png, 345, 5, 2",
        "kodak/kodim13.png, 60, 60, 1",
        "kodak/kodim13.png, 480, 20, 1"
    })
    @EnabledIf("io.github.animegan.face.SharedPhotos#isPresent")
    void rimInPhotos_showsNoStep(String name, double left, double top, double scale) {
        BufferedImage photo = SharedPhotos.photo(name);
        FaceLandmarks face = StandardPose.landmarks(180).transformed(new SimilarityTransform(scale, 0, left, top));
        FaceView view = FaceView.of(photo, face, HEAD);
        BufferedImage result = copy(photo);
        view.putBack(darker(view.image()), result);

        for (double rim : new double[] {1, 1.25, 1.5}) {
            double drawn = stepAt(result, view, rim);
            double own = Math.max(1, stepAt(photo, view, rim));
            assertThat(drawn).as("at %.2f radii; %.3f in the photo", rim, own).isLessThanOrEqualTo(1.1 * own);
        }
    }

    /** The gradient across that ellipse as a multiple of that beside it. */
    private static double stepAt(BufferedImage image, FaceView view, double rim) {
        double beside = (gradientAt(image, view, rim, -6) + gradientAt(image, view, rim, 6)) / 2;
        return gradientAt(image, view, rim, 0) / beside;
    }

    @Test
    void colors_meetThoseOfThePictureAtTheRim() {
        BufferedImage picture = Ground.FOLIAGE.paint(300, 300);
        FaceLandmarks face = StandardPose.landmarks(200).transformed(new SimilarityTransform(1, 0, 50, 50));
        FaceView view = FaceView.of(picture, face, HEAD);

        BufferedImage result = copy(picture);
        view.putBack(darker(view.image()), result);

        assertThat(meanOnRing(result, view))
                .isCloseTo(meanOnRing(picture, view), org.assertj.core.api.Assertions.within(1.0));
    }

    @Test
    void faceAtTheCorner_changesNothingElse() {
        BufferedImage picture = Ground.FOLIAGE.paint(120, 90);
        FaceLandmarks face = StandardPose.landmarks(160).transformed(new SimilarityTransform(1, 0, -100, -90));
        FaceView view = FaceView.of(picture, face, HEAD);

        BufferedImage result = copy(picture);
        view.putBack(darker(view.image()), result);

        assertThat(firstChangeOutside(picture, result, view)).isEmpty();
        assertThat(result.getRGB(0, 0)).isNotEqualTo(picture.getRGB(0, 0));
    }

    @Test
    void faceBeyondThePicture_changesNothing() {
        BufferedImage picture = Ground.FOLIAGE.paint(60, 60);
        FaceLandmarks face = StandardPose.landmarks(50).transformed(new SimilarityTransform(1, 0, 500, 20));
        FaceView view = FaceView.of(picture, face, HEAD);

        BufferedImage result = copy(picture);
        view.putBack(darker(view.image()), result);

        assertThat(firstChangeOutside(picture, result, view)).isEmpty();
    }

    private enum Ground {
        WHITE_WALL {
            @Override
            int pixel(int x, int y, Random random) {
                int light = 225 + x / 30 + random.nextInt(3);
                return light << 16 | light << 8 | light;
            }
        },
        FOLIAGE {
            @Override
            int pixel(int x, int y, Random random) {
                double leaf = 60 + 40 * Math.sin(x * 0.9 + 3 * Math.sin(y * 0.31)) + 30 * Math.sin(y * 0.7 + x * 0.2);
                int green = (int) Math.max(0, Math.min(255, leaf + random.nextInt(40)));
                return (green / 2) << 16 | green << 8 | green / 3;
            }
        };

        abstract int pixel(int x, int y, Random random);

        BufferedImage paint(int width, int height) {
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Random random = new Random(5);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image.setRGB(x, y, pixel(x, y, random));
                }
            }
            return image;
        }
    }

    /** A photo in another size and turned about its middle, with the face's landmarks there. */
    private record Turned(BufferedImage photo, FaceLandmarks landmarks) {
        static Turned of(KnownFaces known, double scale, double degrees) {
            BufferedImage photo = SharedPhotos.photo(known.photo);
            ImageSize size = new ImageSize(
                    (int) Math.round(photo.getWidth() * scale), (int) Math.round(photo.getHeight() * scale));
            BufferedImage small = Resampling.LANCZOS.resize(photo, size);
            int side = (int) Math.ceil(Math.hypot(size.width(), size.height()));
            BufferedImage canvas = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = canvas.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setColor(Color.GRAY);
            graphics.fillRect(0, 0, side, side);
            double angle = Math.toRadians(degrees);
            graphics.rotate(angle, side / 2.0, side / 2.0);
            graphics.translate((side - size.width()) / 2.0, (side - size.height()) / 2.0);
            graphics.drawImage(small, 0, 0, null);
            graphics.dispose();
            double a = Math.cos(angle) * scale;
            double b = Math.sin(angle) * scale;
            double middleX = size.width() / 2.0 / scale;
            double middleY = size.height() / 2.0 / scale;
            SimilarityTransform transform = new SimilarityTransform(
                    a, b, side / 2.0 - a * middleX + b * middleY, side / 2.0 - b * middleX - a * middleY);
            return new Turned(canvas, known.landmarks.transformed(transform));
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        copy.createGraphics().drawImage(image, 0, 0, null);
        return copy;
    }

    /** A style that darkens and reddens. */
    private static BufferedImage darker(BufferedImage image) {
        BufferedImage darker = copy(image);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int red = Math.min(255, (rgb >> 16 & 0xff) * 3 / 4 + 30);
                darker.setRGB(x, y, red << 16 | ((rgb >> 8 & 0xff) * 3 / 4) << 8 | (rgb & 0xff) * 2 / 3);
            }
        }
        return darker;
    }

    private static double maskAt(FaceView view, int x, int y) {
        double side = view.image().getWidth();
        return FaceMask.at((view.toFace().x(x, y) + 0.5) / side, (view.toFace().y(x, y) + 0.5) / side);
    }

    private static double psnrInside(BufferedImage before, BufferedImage after, FaceView view) {
        double squares = 0;
        long samples = 0;
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (maskAt(view, x, y) > 0) {
                    for (int shift = 0; shift < 24; shift += 8) {
                        int difference = (before.getRGB(x, y) >> shift & 0xff) - (after.getRGB(x, y) >> shift & 0xff);
                        squares += difference * difference;
                        samples++;
                    }
                }
            }
        }
        return 10 * Math.log10(255.0 * 255 * samples / squares);
    }

    private static String firstChangeOutside(BufferedImage before, BufferedImage after, FaceView view) {
        for (int y = 0; y < before.getHeight(); y++) {
            for (int x = 0; x < before.getWidth(); x++) {
                if (maskAt(view, x, y) == 0 && before.getRGB(x, y) != after.getRGB(x, y)) {
                    return "(" + x + ", " + y + "): " + Integer.toHexString(before.getRGB(x, y)) + " became "
                            + Integer.toHexString(after.getRGB(x, y));
                }
            }
        }
        return "";
    }

    /** The mean difference of luma between neighbors along the ellipse's normal, so many pixels outside of the given radius. */
    private static double gradientAt(BufferedImage image, FaceView view, double radius, int pixels) {
        SimilarityTransform back = view.toFace().inverse();
        double side = view.image().getWidth();
        double sum = 0;
        int count = 720;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * i / count;
            double x = (0.5 + radius * 0.25 * Math.cos(angle)) * side;
            double y = (0.56 + radius * 0.31 * Math.sin(angle)) * side;
            FacePoint rim = back.apply(new FacePoint(x, y));
            FacePoint middle = back.apply(new FacePoint(0.5 * side, 0.56 * side));
            double length = rim.distance(middle);
            double unitX = (rim.x() - middle.x()) / length;
            double unitY = (rim.y() - middle.y()) / length;
            int inX = (int) Math.round(rim.x() + unitX * (pixels - 1));
            int inY = (int) Math.round(rim.y() + unitY * (pixels - 1));
            int outX = (int) Math.round(rim.x() + unitX * (pixels + 1));
            int outY = (int) Math.round(rim.y() + unitY * (pixels + 1));
            sum += Math.abs(luma(image.getRGB(inX, inY)) - luma(image.getRGB(outX, outY)));
        }
        return sum / count;
    }

    private static double luma(int rgb) {
        return 0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff);
    }

    private static double meanOnRing(BufferedImage image, FaceView view) {
        Rectangle where = FaceBlend.bounds(view.toFace(), view.image().getWidth())
                .intersection(new Rectangle(image.getWidth(), image.getHeight()));
        double sum = 0;
        int count = 0;
        for (int y = where.y; y < where.y + where.height; y++) {
            for (int x = where.x; x < where.x + where.width; x++) {
                double mask = maskAt(view, x, y);
                if (mask > 0 && mask < 1) {
                    sum += luma(image.getRGB(x, y));
                    count++;
                }
            }
        }
        return sum / count;
    }
}
