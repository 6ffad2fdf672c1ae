package io.github.animegan.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is wrong with a picture, by its figures. The limits are rules of thumb. */
final class Findings {
    /** A picture this much like its photo was hardly drawn, unless it is flatter. */
    private static final double HARDLY_CHANGED = 0.97;

    private static final double LITTLE_LEFT = 0.35;
    /** A picture with less than this share of the photo's sharpness is called blurred; drawings have fewer edges, but stronger ones. */
    private static final double BLURRED = 0.35;

    private static final double FLATTER = 1.05;
    private static final double DISTORTED = 0.06;
    private static final double ANOTHER_PERSON = 0.6;

    private Findings() {}

    /** What is wrong by the figures of a report, whose own findings are not asked. */
    static List<String> of(QualityReport report) {
        List<String> findings = new ArrayList<>();
        double flatness = report.figures().flatness();
        if (report.similarity() > HARDLY_CHANGED
                && flatness < FLATTER * report.figuresOfPhoto().flatness()) {
            findings.add("hardly differs from the photo");
        }
        if (report.similarity() < LITTLE_LEFT) {
            findings.add(format("little of the photo is left (similarity %.2f)", report.similarity()));
        }
        if (report.sharpness() < BLURRED * report.sharpnessOfPhoto()) {
            findings.add(format(
                    "blurred: %.0f %% of the photo's sharpness", 100 * report.sharpness() / report.sharpnessOfPhoto()));
        }
        addFaces(findings, report.faces());
        return findings;
    }

    private static void addFaces(List<String> findings, List<FaceQuality> faces) {
        for (int i = 0; i < faces.size(); i++) {
            FaceQuality face = faces.get(i);
            if (face.change().distortion() > DISTORTED) {
                findings.add(format(
                        "face " + (i + 1)
                                + " is distorted: eyes, nose and mouth moved by %.0f %% of the eyes' distance",
                        100 * face.change().distortion()));
            }
            if (face.change().embedding().orElse(0) > ANOTHER_PERSON) {
                findings.add(format(
                        "face " + (i + 1) + " looks like another person (distance %.2f)",
                        face.change().embedding().orElse(0)));
            }
        }
    }

    private static String format(String text, double value) {
        return String.format(Locale.ROOT, text, value);
    }
}
