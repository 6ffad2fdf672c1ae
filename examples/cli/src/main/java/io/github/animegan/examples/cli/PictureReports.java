package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.faces.ReportText;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.file.UnfinishedFile;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.report.QualityReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes beside each picture how well it turned out. Threads may share it. */
final class PictureReports implements AutoCloseable {
    private static final PhotoReader READER = PhotoReader.create();

    private final @Nullable FaceDetector detector;
    private final @Nullable FaceEmbedding network;

    /**
     * For pictures with and without faces.
     *
     * @param detector finds faces; null to look for none; not closed with this
     * @param network tells faces apart; null for no such figures
     */
    PictureReports(@Nullable FaceDetector detector, @Nullable FaceEmbedding network) {
        this.detector = detector;
        this.network = network;
    }

    /** Compares a picture with its photo as both lie on the disk. */
    void write(Path photo, Path picture) throws IOException {
        QualityReport report = of(photo, picture);
        String name = String.valueOf(picture.getFileName());
        String stem = name.substring(0, name.lastIndexOf('.'));
        write(picture.resolveSibling(stem + ".json"), ReportText.json(name, report));
        write(picture.resolveSibling(stem + ".md"), ReportText.markdown(name, report));
    }

    /** The report of a picture, which the photo is brought to the size of. */
    QualityReport of(Path photo, Path picture) throws IOException {
        return QualityReport.of(READER.read(photo), READER.read(picture), detector, network);
    }

    private static void write(Path file, String text) throws IOException {
        UnfinishedFile.write(file, out -> out.write((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
