package io.github.animegan.examples.cli;

import io.github.animegan.Backend;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.faces.ReportText;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.examples.cli.option.RecognitionOption;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.report.QualityReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what {@code --report} writes, of a picture that is there already. */
@Command(
        name = "report",
        description =
                "Prints how well a picture turned out, beside the photo it was made of: likeness, sharpness, lines and, where"
                        + " MTCNN's weights are there, what became of each face. The same as --report.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "PICTURE", description = "The picture.")
    @SuppressWarnings("NullAway.Init")
    private Path picture;

    @Parameters(
            index = "1",
            paramLabel = "PHOTO",
            description = "The photo it was made of; it is brought to the picture's size.")
    @SuppressWarnings("NullAway.Init")
    private Path photo;

    @Mixin
    private FaceWeightsOption weights = new FaceWeightsOption();

    @Mixin
    private RecognitionOption recognition = new RecognitionOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandLine line = command.commandLine();
        try (FaceDetector detector = detector(line);
                PictureReports reports =
                        new PictureReports(detector, recognition.open().orElse(null))) {
            String name = String.valueOf(picture.getFileName());
            QualityReport report = reports.of(photo, picture);
            PrintWriter out = line.getOut();
            out.println(json ? ReportText.json(name, report) : ReportText.markdown(name, report));
            out.flush();
        } catch (IllegalArgumentException e) {
            throw Failures.of(picture, e);
        }
        return CommandLine.ExitCode.OK;
    }

    private @Nullable FaceDetector detector(CommandLine line) throws IOException {
        return weights.areThere(line) ? weights.open(CommonOptions.of(line).styles(), Backend.AUTO, null) : null;
    }
}
