package io.github.animegan.bench.study;

import io.github.animegan.bench.report.Csv;
import io.github.animegan.face.FaceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The table of a {@link FaceStudy}: {@code faces.csv} and {@code faces.md}. */
public final class FaceReportWriter {
    /** Smaller ones are below what a detector is asked for. */
    private static final double SMALLEST = 40;

    private static final double SMALL = 120;
    private static final double MUCH_ROLL = 20;
    private static final double MUCH_YAW = 12;

    private record Group(String name, Predicate<StudiedFace> members) {}

    private static final List<Group> GROUPS = List.of(
            new Group("40 to 119 px, upright", face -> isSmall(face) && !isTurned(face)),
            new Group("120 px and more, upright", face -> !isSmall(face) && !isTurned(face)),
            new Group("40 to 119 px, roll over 20", face -> isSmall(face) && isTurned(face)),
            new Group("120 px and more, roll over 20", face -> !isSmall(face) && isTurned(face)),
            new Group("yaw up to 12", face -> Math.abs(face.yaw()) <= MUCH_YAW),
            new Group("yaw over 12", face -> Math.abs(face.yaw()) > MUCH_YAW));

    private final List<StudiedFace> faces;

    /** @param faces of all styles; those below 40 pixels are in the CSV file only */
    public FaceReportWriter(List<StudiedFace> faces) {
        this.faces = List.copyOf(faces);
    }

    private static boolean isSmall(StudiedFace face) {
        return face.size() < SMALL;
    }

    private static boolean isTurned(StudiedFace face) {
        return Math.abs(face.roll()) > MUCH_ROLL;
    }

    /** Writes both files, replacing what an earlier study left. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("faces.csv"), csv());
        Files.writeString(folder.resolve("faces.md"), markdown());
    }

    String csv() {
        Csv csv = new Csv(
                "style",
                "sheet",
                "face",
                "size",
                "roll",
                "yaw",
                "whole_distortion",
                "distortion",
                "whole_embedding",
                "embedding");
        for (StudiedFace face : faces) {
            csv.row(
                    face.style(),
                    face.sheet(),
                    face.face(),
                    face.size(),
                    face.roll(),
                    face.yaw(),
                    face.whole().distortion(),
                    face.byItself().distortion(),
                    face.whole().embedding().orElse(Double.NaN),
                    face.byItself().embedding().orElse(Double.NaN));
        }
        return csv.toString();
    }

    String markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Faces drawn with the picture and by themselves");
        lines.add("");
        lines.add(
                "Mean distance of the five landmarks from those in the photo, in eye distances, asymmetry, and distance of the"
                        + " recognition network's vectors; each as drawn with the whole sheet, then by itself.");
        lines.add("");
        lines.add("| style | faces | number | landmarks | less | asymmetry | embedding | less |");
        lines.add("|---|---|---:|---|---:|---|---|---:|");
        for (String style : faces.stream().map(StudiedFace::style).distinct().toList()) {
            for (Group group : GROUPS) {
                List<StudiedFace> members = faces.stream()
                        .filter(face -> face.style().equals(style) && face.size() >= SMALLEST)
                        .filter(group.members)
                        .toList();
                if (!members.isEmpty()) {
                    lines.add(row(style, group.name, members));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String row(String style, String group, List<StudiedFace> members) {
        ToDoubleFunction<FaceChange> embedding = change -> change.embedding().orElse(Double.NaN);
        return "| "
                + String.join(
                        " | ",
                        style,
                        group,
                        Integer.toString(members.size()),
                        pair(members, FaceChange::distortion, "%.4f -> %.4f"),
                        less(members, FaceChange::distortion),
                        pair(members, FaceChange::asymmetryAfter, "%.3f -> %.3f"),
                        pair(members, embedding, "%.3f -> %.3f"),
                        less(members, embedding))
                + " |";
    }

    private static String pair(List<StudiedFace> members, ToDoubleFunction<FaceChange> figure, String format) {
        double whole = mean(members, StudiedFace::whole, figure);
        return Double.isNaN(whole)
                ? "-"
                : String.format(Locale.ROOT, format, whole, mean(members, StudiedFace::byItself, figure));
    }

    private static String less(List<StudiedFace> members, ToDoubleFunction<FaceChange> figure) {
        double whole = mean(members, StudiedFace::whole, figure);
        double byItself = mean(members, StudiedFace::byItself, figure);
        return Double.isNaN(whole) ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * (1 - byItself / whole));
    }

    private static double mean(
            List<StudiedFace> members, Function<StudiedFace, FaceChange> drawn, ToDoubleFunction<FaceChange> figure) {
        return members.stream().map(drawn).mapToDouble(figure).average().orElse(Double.NaN);
    }
}
