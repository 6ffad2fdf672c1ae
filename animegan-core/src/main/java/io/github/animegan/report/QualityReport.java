package io.github.animegan.report;

import io.github.animegan.face.Face;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FaceChange;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.face.FaceReport;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Images;
import io.github.animegan.image.quality.Ssim;
import io.github.animegan.image.quality.StyleFigures;
import io.github.animegan.image.resample.Resampling;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a picture turned out, in figures beside those of its photo, and in plain words. No original drawing is needed to compare
 * with: the photo tells what should have been kept.
 *
 * @param similarity the SSIM of the whole picture to the photo
 * @param sharpness the variance of the Laplacian of the picture's luma
 * @param sharpnessOfPhoto the same of the photo
 * @param figures how much the picture looks drawn: flatness, lines, texture, edges kept and more
 * @param figuresOfPhoto the same of the photo, compared with itself
 * @param faces the faces of the photo, the surest first; empty if there are none or none were looked for
 * @param findings what is wrong, a sentence each; empty if nothing is
 */
public record QualityReport(
        double similarity,
        double sharpness,
        double sharpnessOfPhoto,
        StyleFigures figures,
        StyleFigures figuresOfPhoto,
        List<FaceQuality> faces,
        List<String> findings) {
    /** Smaller faces have too few pixels for a window of SSIM. */
    private static final int SMALLEST_FACE = 16;

    /**
     * Copies the lists.
     *
     * @param similarity the SSIM of the whole picture to the photo
     * @param sharpness the variance of the Laplacian of the picture's luma
     * @param sharpnessOfPhoto the same of the photo
     * @param figures how much the picture looks drawn: flatness, lines, texture, edges kept and more
     * @param figuresOfPhoto the same of the photo, compared with itself
     * @param faces the faces of the photo, the surest first; empty if there are none or none were looked for
     * @param findings what is wrong, a sentence each; empty if nothing is
     */
    public QualityReport {
        faces = List.copyOf(faces);
        findings = List.copyOf(findings);
    }

    /**
     * {@return the report of a picture}
     *
     * @param photo the picture that was drawn from; not changed
     * @param picture of the photo's size or another; the photo is brought to it
     * @param detector finds faces; null to look for none
     * @param network tells faces apart; null for no such figures
     * @throws IllegalArgumentException if a side of the picture is below 16 pixels
     */
    public static QualityReport of(
            BufferedImage photo,
            BufferedImage picture,
            @Nullable FaceDetector detector,
            @Nullable FaceEmbedding network) {
        ImageSize size = Images.sizeOf(picture);
        BufferedImage original = Images.sizeOf(photo).equals(size) ? photo : Resampling.BICUBIC.resize(photo, size);
        List<FaceQuality> faces = detector == null
                ? List.of()
                : detector.detect(original).stream()
                        .filter(face -> !inside(face.box(), size).isEmpty())
                        .map(face -> face(original, picture, face, detector, network))
                        .toList();
        QualityReport report = new QualityReport(
                Ssim.of(picture, original),
                Sharpness.of(picture),
                Sharpness.of(original),
                StyleFigures.of(picture, original),
                StyleFigures.of(original, original),
                faces,
                List.of());
        return report.with(Findings.of(report));
    }

    private QualityReport with(List<String> found) {
        return new QualityReport(similarity, sharpness, sharpnessOfPhoto, figures, figuresOfPhoto, faces, found);
    }

    /** {@return whether nothing is wrong} */
    public boolean isGood() {
        return findings.isEmpty();
    }

    /** {@return the whole report in one sentence} */
    public String verdict() {
        return isGood() ? "good" : String.join("; ", findings);
    }

    private static FaceQuality face(
            BufferedImage photo,
            BufferedImage picture,
            Face face,
            FaceDetector detector,
            @Nullable FaceEmbedding network) {
        Rectangle box = inside(face.box(), Images.sizeOf(picture));
        return new FaceQuality(
                face,
                Ssim.of(picture, photo, box),
                FaceReport.sharpness(picture, face.landmarks()),
                FaceReport.sharpness(photo, face.landmarks()),
                FaceChange.of(photo, picture, face.landmarks(), detector, network));
    }

    /** The part of a box that lies in the picture; empty if it is too small to compare. */
    private static Rectangle inside(FaceBox box, ImageSize size) {
        Rectangle all = new Rectangle(
                (int) box.left(), (int) box.top(), (int) Math.ceil(box.width()), (int) Math.ceil(box.height()));
        Rectangle seen = all.intersection(new Rectangle(size.width(), size.height()));
        return Math.min(seen.width, seen.height) < SMALLEST_FACE ? new Rectangle() : seen;
    }
}
