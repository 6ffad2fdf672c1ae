package io.github.animegan.face;

import io.github.animegan.image.Luma;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a face is like as the input of a face generator, which wants one that is large, sharp, in the middle and seen from the
 * front.
 *
 * @param face where it is
 * @param pose how the head is turned
 * @param headHeight from the chin to the crown, in pixels
 * @param share the part of the picture's height that the head takes
 * @param offCenter how far the face is from the picture's middle: 0 there, 1 at the nearest edge
 * @param sharpness the variance of the Laplacian of luma, of the face at no more than {@value #SHARPNESS_SIDE} pixels: below {@value
 *     #BLURRED} it looks blurred
 * @param hints what a better photo would have, a sentence each; empty if nothing
 * @see <a href="https://doi.org/10.1109/ICPR.2000.903548">J. L. Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy:
 *     a comparative study, 2000</a>, for the measure of sharpness
 */
public record FaceReport(
        Face face,
        FacePose pose,
        double headHeight,
        double share,
        double offCenter,
        double sharpness,
        List<String> hints) {
    private static final int SHARPNESS_SIDE = 160;
    private static final double BLURRED = 40;
    private static final double BEST_SHARE = 0.6;
    private static final double FAR_OFF_CENTER = 0.4;
    private static final double MUCH_ROLL = 20;
    private static final double FEW_PIXELS = 120;

    /**
     * Copies the list.
     *
     * @param face where it is
     * @param pose how the head is turned
     * @param headHeight from the chin to the crown, in pixels
     * @param share the part of the picture's height that the head takes
     * @param offCenter how far the face is from the picture's middle: 0 there, 1 at the nearest edge
     * @param sharpness the variance of the Laplacian of luma, of the face at no more than {@value #SHARPNESS_SIDE} pixels: below {@value
     *     #BLURRED} it looks blurred
     * @param hints what a better photo would have, a sentence each; empty if nothing
     */
    public FaceReport {
        hints = List.copyOf(hints);
    }

    /**
     * {@return the reports of all faces of a picture, the surest face first}
     *
     * @param picture of any type and size; not changed
     * @param detector finds the faces
     */
    public static List<FaceReport> of(BufferedImage picture, FaceDetector detector) {
        return detector.detect(picture).stream().map(face -> of(picture, face)).toList();
    }

    /**
     * {@return the report of one face of a picture}
     *
     * @param picture in which the face is; not changed
     * @param face as a detector found it in that picture
     */
    public static FaceReport of(BufferedImage picture, Face face) {
        FacePose pose = FacePose.of(face.landmarks());
        double head = StandardPose.headHeight(face.landmarks());
        FacePoint center = face.box().center();
        double halfWidth = picture.getWidth() / 2.0;
        double halfHeight = picture.getHeight() / 2.0;
        double offCenter =
                Math.max(Math.abs(center.x() - halfWidth) / halfWidth, Math.abs(center.y() - halfHeight) / halfHeight);
        double share = head / picture.getHeight();
        double sharpness = sharpness(picture, face.landmarks());
        return new FaceReport(
                face, pose, head, share, offCenter, sharpness, hints(pose, head, share, offCenter, sharpness));
    }

    private static List<String> hints(FacePose pose, double head, double share, double offCenter, double sharpness) {
        List<String> hints = new ArrayList<>();
        if (head < FEW_PIXELS) {
            hints.add(String.format(Locale.ROOT, "the head is only %.0f pixels high", head));
        } else if (share < BEST_SHARE) {
            hints.add(String.format(
                    Locale.ROOT, "the head fills %.0f %% of the picture's height, 60 %% or more is best", 100 * share));
        }
        if (offCenter > FAR_OFF_CENTER) {
            hints.add("the face is far from the middle");
        }
        if (!pose.isFrontal()) {
            hints.add("the face is not seen from the front");
        }
        if (Math.abs(pose.roll()) > MUCH_ROLL) {
            hints.add(String.format(Locale.ROOT, "the head is turned by %.0f degrees in the picture", pose.roll()));
        }
        if (sharpness < BLURRED) {
            hints.add("the face is blurred");
        }
        return hints;
    }

    /**
     * {@return the sharpness of a face in any picture, a stylized one for instance; see {@link #sharpness()}}
     *
     * @param picture in which the face is; not changed
     * @param face where its eyes, nose and mouth are in that picture, in pixels
     */
    public static double sharpness(BufferedImage picture, FaceLandmarks face) {
        int side = (int) Math.max(16, Math.min(SHARPNESS_SIDE, StandardPose.headHeight(face) / StandardPose.HEAD));
        BufferedImage view = Warp.image(picture, StandardPose.transform(face, side), side, side);
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                if (FaceMask.at((x + 0.5) / side, (y + 0.5) / side) == 1) {
                    double laplacian = luma(view, x - 1, y)
                            + luma(view, x + 1, y)
                            + luma(view, x, y - 1)
                            + luma(view, x, y + 1)
                            - 4 * luma(view, x, y);
                    sum += laplacian;
                    squares += laplacian * laplacian;
                    count++;
                }
            }
        }
        double mean = sum / count;
        return squares / count - mean * mean;
    }

    private static double luma(BufferedImage image, int x, int y) {
        return Luma.thousandfold(image.getRGB(x, y)) / 1000.0;
    }
}
