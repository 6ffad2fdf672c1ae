package io.github.animegan.examples.cli.faces;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.animegan.face.FaceBox;
import io.github.animegan.face.FacePoint;
import io.github.animegan.face.FacePose;
import io.github.animegan.face.FaceReport;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The faces of a photo, for people and for programs. */
public final class FaceLines {
    private static final JsonFactory JSON = new JsonFactory();
    private static final double HUNDREDTHS = 100;

    private FaceLines() {}

    /** A line for each face, and below it one for each hint. */
    public static List<String> text(List<FaceReport> faces) {
        List<String> lines = new ArrayList<>();
        lines.add(faces.isEmpty() ? "no face found" : faces.size() == 1 ? "1 face" : faces.size() + " faces");
        for (int i = 0; i < faces.size(); i++) {
            FaceReport report = faces.get(i);
            FaceBox box = report.face().box();
            FacePose pose = report.pose();
            lines.add(String.format(
                    Locale.ROOT,
                    "%d: at (%.0f, %.0f), %.0f x %.0f pixels, score %.3f, yaw %.0f, pitch %.0f, roll %.0f, sharpness %.0f",
                    i + 1,
                    box.left(),
                    box.top(),
                    box.width(),
                    box.height(),
                    report.face().score(),
                    pose.yaw(),
                    pose.pitch(),
                    pose.roll(),
                    report.sharpness()));
            report.hints().forEach(hint -> lines.add("   " + hint));
        }
        return lines;
    }

    /** An array with an object for each face: {@code [{"box": [left, top, right, bottom], "score": s, "landmarks": [[x, y], ...]}]}. */
    public static String json(List<FaceReport> faces) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (FaceReport face : faces) {
                write(json, face);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has room for everything
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, FaceReport report) throws IOException {
        json.writeStartObject();
        FaceBox box = report.face().box();
        json.writeFieldName("box");
        numbers(json, box.left(), box.top(), box.right(), box.bottom());
        json.writeNumberField("score", report.face().score());
        json.writeArrayFieldStart("landmarks");
        for (FacePoint point : report.face().landmarks().points()) {
            numbers(json, point.x(), point.y());
        }
        json.writeEndArray();
        json.writeObjectFieldStart("pose");
        json.writeNumberField("yaw", rounded(report.pose().yaw()));
        json.writeNumberField("pitch", rounded(report.pose().pitch()));
        json.writeNumberField("roll", rounded(report.pose().roll()));
        json.writeEndObject();
        json.writeNumberField("headHeight", rounded(report.headHeight()));
        json.writeNumberField("share", rounded(report.share()));
        json.writeNumberField("offCenter", rounded(report.offCenter()));
        json.writeNumberField("sharpness", rounded(report.sharpness()));
        json.writeArrayFieldStart("hints");
        for (String hint : report.hints()) {
            json.writeString(hint);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void numbers(JsonGenerator json, double... values) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            json.writeNumber(rounded(value));
        }
        json.writeEndArray();
    }

    private static double rounded(double value) {
        return Math.rint(value * HUNDREDTHS) / HUNDREDTHS;
    }
}
