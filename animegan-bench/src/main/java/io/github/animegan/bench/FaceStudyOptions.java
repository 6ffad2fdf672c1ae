package io.github.animegan.bench;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.Faces;
import io.github.animegan.bench.study.FaceReportWriter;
import io.github.animegan.bench.study.FaceSheet;
import io.github.animegan.bench.study.FaceSheets;
import io.github.animegan.bench.study.FaceStudy;
import io.github.animegan.bench.study.StudiedFace;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.weights.face.FaceApiWeights;
import io.github.animegan.weights.face.MtcnnFiles;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.StyleCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** These options say where a study of faces finds its photos and weights; without them there is no such study. */
final class FaceStudyOptions {
    @Option(
            names = "--faces",
            paramLabel = "FOLDER",
            description =
                    "Also draws faces with the picture and by themselves, in these weights and the built-in styles; the"
                            + " folder has astronaut.png and kodak/kodim*.png.")
    private @Nullable Path photos;

    @Option(names = "--face-weights", paramLabel = "FILE|FOLDER", description = "MTCNN's weights, for --faces.")
    private @Nullable Path weights;

    @Option(
            names = "--embedding",
            paramLabel = "FILE",
            description = "dlib's recognition network in face-api's layout (.bin), for --faces; may be left out.")
    private @Nullable Path embedding;

    /** @throws picocli.CommandLine.ParameterException if one option lacks the other */
    void check(CommandSpec command) {
        CommandProgram.requireFolder(command, "--faces", photos);
        CommandProgram.require(
                command, (photos == null) == (weights == null), "--faces and --face-weights: both or none");
    }

    /**
     * Studies faces, if that is wanted, and writes {@code faces.md} and {@code faces.csv}: of the built-in styles, and of a checkpoint if
     * the study is of one.
     */
    void run(StudyWeights drawn, int threads, Path out) throws IOException {
        if (photos == null || weights == null) {
            return;
        }
        Map<String, FaceSheet> sheets = FaceSheets.compose(photos);
        List<StudiedFace> faces = new ArrayList<>();
        try (FaceDetector detector = Faces.detector(MtcnnFiles.read(weights));
                FaceEmbedding network =
                        embedding == null ? null : Faces.embedding(FaceApiWeights.read(embedding), threads)) {
            FaceStudy study = new FaceStudy(detector, network);
            for (CatalogEntry entry : StyleCatalog.standard().builtIn()) {
                faces.addAll(study.run(
                        entry.name(), () -> AnimeGan.builder(entry.name()).threads(threads), sheets));
            }
            if (drawn.checkpoint().isPresent()) {
                AnimeGanBuilder builder = drawn.builder().threads(threads);
                faces.addAll(study.run(drawn.name(), () -> builder, sheets));
            }
        }
        new FaceReportWriter(faces).write(out);
    }
}
