package io.github.animegan.examples.cli;

import io.github.animegan.Backend;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.faces.FaceLines;
import io.github.animegan.examples.cli.faces.FaceMarks;
import io.github.animegan.examples.cli.file.PhotoFiles;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceReport;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells of the faces in a photo. */
@Command(name = "faces", description = "Finds the faces in a photo, and tells what would make it a better one of them.")
final class FacesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(paramLabel = "PHOTO", description = "The photo.")
    @SuppressWarnings("NullAway.Init")
    private Path photo;

    @Option(
            names = "--json",
            description = "Print an array: box [left, top, right, bottom], score, five landmarks [x, y], pose, size,"
                    + " sharpness and hints of each face.")
    private boolean json;

    @Option(
            names = "--draw",
            paramLabel = "OUT",
            description = "Write the photo with boxes and landmarks (.png, .jpg, .webp).")
    private @Nullable Path draw;

    @Mixin
    private FaceWeightsOption weights = new FaceWeightsOption();

    @Override
    public Integer call() throws IOException {
        weights.require(command.commandLine(), "animegan faces");
        PhotoWriter writer = writer();
        BufferedImage picture = read();
        List<FaceReport> faces;
        try (FaceDetector detector =
                weights.open(CommonOptions.of(command.commandLine()).styles(), Backend.AUTO, null)) {
            faces = FaceReport.of(picture, detector);
        }
        if (draw != null) {
            write(FaceMarks.on(picture, faces), draw, writer);
        }
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(FaceLines.json(faces));
        } else {
            FaceLines.text(faces).forEach(out::println);
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** @throws ParameterException if the file to draw into is the photo, or of no kind that is written */
    private PhotoWriter writer() {
        if (draw == null) {
            return PhotoWriter.png();
        }
        if (PhotoFiles.of(List.of(photo)).contains(draw)) {
            throw new ParameterException(
                    command.commandLine(), "--draw " + draw + " is the photo itself, which is never overwritten");
        }
        try {
            return PhotoWriter.forFile(draw);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--draw " + Failures.reason(e), e);
        }
    }

    private BufferedImage read() throws IOException {
        try {
            return PhotoReader.create().read(photo);
        } catch (IOException | OutOfMemoryError e) {
            throw Failures.of(photo, e);
        }
    }

    private static void write(BufferedImage picture, Path file, PhotoWriter writer) throws IOException {
        try {
            writer.write(picture, file);
        } catch (IOException e) {
            throw Failures.of(file, e);
        }
    }
}
