package io.github.animegan.bench.study;

import io.github.animegan.face.FaceLandmarks;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.FacePose;
import io.github.animegan.face.SimilarityTransform;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.resample.Resampling;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A picture with faces of which it is known where they are, how large and how much turned: cut out of photos and put on a ground, with
 * soft edges.
 */
public final class FaceSheet {
    /** The ellipse that is cut out round a face's middle, in eye distances, and the part of it that is its soft edge. */
    private static final double RADIUS_X = 1.45;

    private static final double RADIUS_Y = 1.75;
    private static final double EDGE = 0.12;

    /**
     * A face on a sheet.
     *
     * @param face which one it is
     * @param size the height of its box, in pixels, were it upright
     * @param roll by how many degrees it is turned clockwise
     * @param landmarks where it is
     */
    public record Placed(SheetFace face, double size, double roll, FaceLandmarks landmarks) {}

    private final BufferedImage picture;
    private final Map<SheetFace, BufferedImage> photos;
    private final List<Placed> faces = new ArrayList<>();

    /**
     * Starts a sheet.
     *
     * @param ground what the faces are put on; it is copied
     * @param photos the photos of all faces that will be
     */
    public FaceSheet(BufferedImage ground, Map<SheetFace, BufferedImage> photos) {
        this.photos = new EnumMap<>(photos);
        this.picture = new BufferedImage(ground.getWidth(), ground.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(ground, 0, 0, null);
        graphics.dispose();
    }

    /** The picture; it changes with every further face. */
    public BufferedImage picture() {
        return picture;
    }

    /** The faces on it. */
    public List<Placed> faces() {
        return List.copyOf(faces);
    }

    /**
     * Puts a face on the sheet.
     *
     * @param size the height of its box, in pixels
     * @param roll by how many degrees it is turned clockwise there
     * @param x where its middle is
     * @param y likewise
     */
    public FaceSheet put(SheetFace face, double size, double roll, double x, double y) {
        double scale = size / face.size();
        double turn = Math.toRadians(roll - FacePose.of(face.landmarks()).roll());
        double a = scale * Math.cos(turn);
        double b = scale * Math.sin(turn);
        FacePoint middle = face.middle();
        SimilarityTransform toSheet =
                new SimilarityTransform(a, b, x - a * middle.x() + b * middle.y(), y - b * middle.x() - a * middle.y());
        paint(face, toSheet);
        faces.add(new Placed(face, size, roll, face.landmarks().transformed(toSheet)));
        return this;
    }

    private void paint(SheetFace face, SimilarityTransform toSheet) {
        BufferedImage layer = layer(Objects.requireNonNull(photos.get(face)), toSheet);
        double eyes = face.landmarks().eyeDistance();
        FacePoint middle = face.middle();
        SimilarityTransform back = toSheet.inverse();
        double tilt = Math.atan2(
                face.landmarks().rightEye().y() - face.landmarks().leftEye().y(),
                face.landmarks().rightEye().x() - face.landmarks().leftEye().x());
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int argb = layer.getRGB(x, y);
                if (argb >>> 24 != 0) {
                    FacePoint at = back.apply(new FacePoint(x, y));
                    double dx = at.x() - middle.x();
                    double dy = at.y() - middle.y();
                    double across = (dx * Math.cos(tilt) + dy * Math.sin(tilt)) / eyes / RADIUS_X;
                    double down = (dy * Math.cos(tilt) - dx * Math.sin(tilt)) / eyes / RADIUS_Y;
                    double part = Math.max(0, Math.min(1, (1 - Math.hypot(across, down)) / EDGE));
                    picture.setRGB(x, y, mixed(picture.getRGB(x, y), argb, part * (argb >>> 24) / 255));
                }
            }
        }
    }

    /** The photo as it lies on the sheet; transparent beside it. */
    private BufferedImage layer(BufferedImage photo, SimilarityTransform toSheet) {
        double scale = Math.min(1, toSheet.scale());
        ImageSize reducedSize = new ImageSize((int) Math.max(1, Math.round(photo.getWidth() * scale)), (int)
                Math.max(1, Math.round(photo.getHeight() * scale)));
        BufferedImage reduced = Resampling.LANCZOS.resize(photo, reducedSize);
        BufferedImage layer = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = layer.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        AffineTransform transform =
                new AffineTransform(toSheet.a(), toSheet.b(), -toSheet.b(), toSheet.a(), toSheet.c(), toSheet.d());
        transform.scale(
                (double) photo.getWidth() / reducedSize.width(), (double) photo.getHeight() / reducedSize.height());
        graphics.drawImage(reduced, transform, null);
        graphics.dispose();
        return layer;
    }

    private static int mixed(int under, int over, double part) {
        int result = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int from = under >> shift & 0xff;
            int to = over >> shift & 0xff;
            result |= (int) Math.round(from + part * (to - from)) << shift;
        }
        return result;
    }
}
