package io.github.animegan.face;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.Transparency;
import io.github.animegan.image.step.Prepared;
import io.github.animegan.image.step.Preprocessor;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faces of a photo as views of their own beside the whole picture; see {@link FaceDrawing#before}.
 *
 * @param steps those of the whole picture
 * @param faceSteps those of each face, so that it is graded, resized and padded as the rest is
 * @param head the height at which heads are drawn
 * @param keepsLarge whether larger heads keep their size
 */
record FaceViews(FaceDrawing drawing, Preprocessor steps, Preprocessor faceSteps, int head, boolean keepsLarge)
        implements Preprocessor {
    private static final Logger LOG = LoggerFactory.getLogger(FaceDrawing.class);

    /** Rounding may change the proportions of a resized picture by this many pixels of its own. */
    private static final double ROUNDING = 1.5;

    @Override
    public Prepared prepare(BufferedImage photo) {
        if (drawing.policy() == FacePolicy.OFF) {
            return steps.prepare(photo);
        }
        List<FaceView> faces = faces(photo);
        @Nullable Prepared whole = drawing.drawsPicture() ? steps.prepare(photo) : null;
        List<Prepared> prepared =
                faces.stream().map(face -> faceSteps.prepare(face.image())).toList();
        List<BufferedImage> views = new ArrayList<>(whole == null ? List.of() : whole.views());
        prepared.forEach(each -> views.addAll(each.views()));
        return new Prepared(views, drawn -> {
            int from = whole == null ? 0 : whole.views().size();
            BufferedImage picture = whole == null ? FaceBlend.copy(photo) : whole.undo(drawn.subList(0, from));
            return withFaces(photo, picture, faces, prepared, drawn.subList(from, drawn.size()));
        });
    }

    /** The nearest face, which covers the others, comes last. */
    private List<FaceView> faces(BufferedImage photo) {
        ImageSize size = Images.sizeOf(photo);
        double factor = (double) steps.preparedSize(size).longestSide() / size.longestSide();
        List<Face> found = drawing.detector().detect(photo);
        List<Face> drawn = found.stream()
                .filter(face -> drawing.gains(face, factor, head))
                .sorted(Comparator.comparingDouble(face -> StandardPose.headHeight(face.landmarks())))
                .toList();
        LOG.info("faces found: {}, drawn by themselves: {}", found.size(), drawn.size());
        BufferedImage opaque = drawn.isEmpty() ? photo : Transparency.opaque(photo);
        return drawn.stream()
                .map(face -> FaceView.of(opaque, face.landmarks(), head(face)))
                .toList();
    }

    private double head(Face face) {
        return keepsLarge ? Math.max(head, StandardPose.headHeight(face.landmarks())) : head;
    }

    private static BufferedImage withFaces(
            BufferedImage photo,
            BufferedImage picture,
            List<FaceView> faces,
            List<Prepared> prepared,
            List<BufferedImage> drawn) {
        if (faces.isEmpty()) {
            return picture;
        }
        double factor = factor(photo, picture);
        BufferedImage result = FaceBlend.copy(picture);
        int from = 0;
        for (int i = 0; i < faces.size(); i++) {
            int to = from + prepared.get(i).views().size();
            faces.get(i).putBack(prepared.get(i).undo(drawn.subList(from, to)), result, factor);
            from = to;
        }
        return result;
    }

    /** By which the picture is larger than the photo. */
    private static double factor(BufferedImage photo, BufferedImage picture) {
        double factor =
                Math.sqrt((double) picture.getWidth() * picture.getHeight() / photo.getWidth() / photo.getHeight());
        if (Math.abs(photo.getWidth() * factor - picture.getWidth()) > ROUNDING
                || Math.abs(photo.getHeight() * factor - picture.getHeight()) > ROUNDING) {
            throw new IllegalArgumentException("faces cannot be put back into a picture of " + Images.sizeOf(picture)
                    + " that was cut out of a photo of " + Images.sizeOf(photo)
                    + ": leave out steps that crop for good, or crop the photo before");
        }
        return factor;
    }

    @Override
    public Optional<String> description() {
        return drawing.policy() == FacePolicy.OFF
                ? steps.description()
                : steps.description().map(text -> drawing.description() + " + " + text);
    }

    /** A face of a small photo is drawn larger than the photo. */
    @Override
    public ImageSize preparedSize(ImageSize picture) {
        ImageSize whole = steps.preparedSize(picture);
        if (drawing.policy() == FacePolicy.OFF) {
            return whole;
        }
        int side = FaceView.side(head);
        ImageSize face = faceSteps.preparedSize(new ImageSize(side, side));
        return face.pixels() > whole.pixels() ? face : whole;
    }

    @Override
    public OptionalInt targetSize() {
        return steps.targetSize();
    }

    @Override
    public String toString() {
        return drawing.description() + " + " + steps;
    }
}
