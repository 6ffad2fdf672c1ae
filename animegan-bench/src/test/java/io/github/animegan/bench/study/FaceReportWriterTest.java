package io.github.animegan.bench.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.face.FaceChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceReportWriterTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void facesAreGroupedBySizeAndRoll_andMeansCompared() throws IOException {
        List<StudiedFace> faces = List.of(
                face(60, 0, change(0.04, 0.4), change(0.01, 0.1)),
                face(100, 0, change(0.06, 0.6), change(0.03, 0.3)),
                face(30, 0, change(9, 9), change(9, 9)),
                face(150, 90, change(0.02, 0.2), change(0.02, 0.2)));

        new FaceReportWriter(faces).write(folder);

        assertThat(Files.readString(folder.resolve("faces.md")))
                .contains(
                        "| sora | 40 to 119 px, upright | 2 | 0.0500 -> 0.0200 | 60 % | 0.100 -> 0.100 | 0.500 -> 0.200 | 60 % |")
                .contains("| sora | 120 px and more, roll over 20 | 1 | 0.0200 -> 0.0200 | 0 % |")
                .contains("| sora | yaw up to 12 | 3 |")
                .doesNotContain("| sora | 120 px and more, upright |");
        assertThat(Files.readAllLines(folder.resolve("faces.csv")))
                .hasSize(5)
                .startsWith("style,sheet,face,size,roll,yaw,whole_distortion,distortion,whole_embedding,embedding");
    }

    @Test
    void withoutRecognition_thereIsNoSuchFigure() throws IOException {
        FaceChange unknown = new FaceChange(0.02, 0.1, 0.1, OptionalDouble.empty());

        new FaceReportWriter(List.of(face(60, 0, unknown, unknown))).write(folder);

        assertThat(Files.readString(folder.resolve("faces.md"))).contains("| 0.100 -> 0.100 | - | - |");
    }

    private static StudiedFace face(double size, double roll, FaceChange whole, FaceChange byItself) {
        return new StudiedFace("sora", "sheet", SheetFace.HAT, size, roll, 5, whole, byItself);
    }

    private static FaceChange change(double distortion, double embedding) {
        return new FaceChange(distortion, 0.1, 0.1, OptionalDouble.of(embedding));
    }
}
