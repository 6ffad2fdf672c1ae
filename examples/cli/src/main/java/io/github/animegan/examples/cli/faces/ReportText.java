package io.github.animegan.examples.cli.faces;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.animegan.face.FaceBox;
import io.github.animegan.image.quality.StyleFigures;
import io.github.animegan.report.FaceQuality;
import io.github.animegan.report.QualityReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report of a picture as JSON and as Markdown. */
public final class ReportText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double THOUSANDTHS = 1000;

    private ReportText() {}

    /** One object: name of the picture, verdict, findings, figures of the picture and its photo, and what became of each face. */
    public static String json(String picture, QualityReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("picture", picture);
            json.writeBooleanField("good", report.isGood());
            json.writeStringField("verdict", report.verdict());
            json.writeArrayFieldStart("findings");
            for (String finding : report.findings()) {
                json.writeString(finding);
            }
            json.writeEndArray();
            number(json, "similarity", report.similarity());
            number(json, "sharpness", report.sharpness());
            number(json, "sharpnessOfPhoto", report.sharpnessOfPhoto());
            figures(json, "figures", report.figures());
            figures(json, "figuresOfPhoto", report.figuresOfPhoto());
            json.writeArrayFieldStart("faces");
            for (FaceQuality face : report.faces()) {
                face(json, face);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has room for everything
        }
        return text.toString();
    }

    private static void figures(JsonGenerator json, String name, StyleFigures figures) throws IOException {
        json.writeObjectFieldStart(name);
        number(json, "flatness", figures.flatness());
        number(json, "sparsity", figures.sparsity());
        number(json, "texture", figures.texture());
        json.writeNumberField("palette", figures.palette());
        number(json, "lineShare", figures.lineShare());
        number(json, "lineDarkness", figures.lineDarkness());
        number(json, "lineWidth", figures.lineWidth());
        number(json, "edges", figures.edges());
        number(json, "colorfulness", figures.colorfulness());
        json.writeEndObject();
    }

    private static void face(JsonGenerator json, FaceQuality face) throws IOException {
        json.writeStartObject();
        FaceBox box = face.face().box();
        json.writeArrayFieldStart("box");
        for (double side : new double[] {box.left(), box.top(), box.right(), box.bottom()}) {
            json.writeNumber(rounded(side));
        }
        json.writeEndArray();
        number(json, "similarity", face.similarity());
        number(json, "sharpness", face.sharpness());
        number(json, "sharpnessOfPhoto", face.sharpnessOfPhoto());
        number(json, "distortion", face.change().distortion());
        number(json, "asymmetryOfPhoto", face.change().asymmetryBefore());
        number(json, "asymmetry", face.change().asymmetryAfter());
        if (face.change().embedding().isPresent()) {
            number(json, "embeddingDistance", face.change().embedding().getAsDouble());
        }
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeNumberField(name, rounded(value));
    }

    private static double rounded(double value) {
        return Math.rint(value * THOUSANDTHS) / THOUSANDTHS;
    }

    /** A heading, the verdict, a table of figures and one of faces. */
    public static String markdown(String picture, QualityReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + picture.replaceAll("([\\\\`*_<>\\[\\]])", "\\\\$1"));
        lines.add("");
        lines.add(report.isGood() ? "Good." : "To look at: " + report.verdict() + ".");
        lines.add("");
        lines.add("| | picture | photo |");
        lines.add("|---|---:|---:|");
        lines.add(row("similarity (SSIM)", report.similarity(), 1));
        lines.add(row("sharpness (variance of the Laplacian)", report.sharpness(), report.sharpnessOfPhoto()));
        addFigures(lines, report.figures(), report.figuresOfPhoto());
        if (!report.faces().isEmpty()) {
            lines.add("");
            lines.add("| face | height | similarity | sharpness, photo | distortion | asymmetry, photo | embedding |");
            lines.add("|---|---:|---:|---:|---:|---:|---:|");
            for (int i = 0; i < report.faces().size(); i++) {
                lines.add(row(i + 1, report.faces().get(i)));
            }
        }
        return String.join("\n", lines);
    }

    private static void addFigures(List<String> lines, StyleFigures drawn, StyleFigures photo) {
        lines.add(row("flat pixels, %", 100 * drawn.flatness(), 100 * photo.flatness()));
        lines.add(row("gradient in the steepest 5 %, %", 100 * drawn.sparsity(), 100 * photo.sparsity()));
        lines.add(row("texture left", drawn.texture(), photo.texture()));
        lines.add(row("colors of 5 bits for 90 %", drawn.palette(), photo.palette()));
        lines.add(row("pixels on lines, %", 100 * drawn.lineShare(), 100 * photo.lineShare()));
        lines.add(row("darkness of lines", drawn.lineDarkness(), photo.lineDarkness()));
        lines.add(row("width of lines, px", drawn.lineWidth(), photo.lineWidth()));
        lines.add(row("edges kept (SSIM)", drawn.edges(), photo.edges()));
        lines.add(row("colorfulness", drawn.colorfulness(), photo.colorfulness()));
    }

    private static String row(String name, double drawn, double photo) {
        return String.format(Locale.ROOT, "| %s | %.2f | %.2f |", name, drawn, photo);
    }

    private static String row(int number, FaceQuality face) {
        return String.format(
                Locale.ROOT,
                "| %d | %.0f px | %.2f | %.0f, %.0f | %.3f | %.3f, %.3f | %s |",
                number,
                face.face().box().height(),
                face.similarity(),
                face.sharpness(),
                face.sharpnessOfPhoto(),
                face.change().distortion(),
                face.change().asymmetryAfter(),
                face.change().asymmetryBefore(),
                face.change().embedding().isPresent()
                        ? String.format(
                                Locale.ROOT, "%.2f", face.change().embedding().getAsDouble())
                        : "-");
    }
}
