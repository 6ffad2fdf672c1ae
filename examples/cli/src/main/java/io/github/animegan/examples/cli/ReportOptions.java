package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.option.RecognitionOption;
import io.github.animegan.face.FaceDetector;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether to tell how well each picture turned out. */
final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--report",
            description =
                    "Write how well each picture turned out beside it, as .json and .md: likeness, sharpness, flatness,"
                            + " lines and, where MTCNN's weights are there, what became of each face.")
    private boolean wanted;

    @Mixin
    private RecognitionOption recognition = new RecognitionOption();

    /** @throws ParameterException if there is no file to lie beside, or nothing to compare */
    void check(boolean isPiped, boolean isComparing) {
        if (recognition.isGiven() && !wanted) {
            throw usage("--face-recognition is for --report");
        }
        if (wanted && isPiped) {
            throw usage("--report needs a picture in a file, not on standard output");
        }
        if (wanted && isComparing) {
            throw usage("--report and --compare: a picture beside its photo cannot be compared with it");
        }
    }

    /**
     * What writes the reports, if they are wanted; the caller closes it.
     *
     * @param detector finds faces, if it is there; the caller closes it
     */
    Optional<PictureReports> reports(Optional<FaceDetector> detector) throws IOException {
        if (!wanted) {
            return Optional.empty();
        }
        return Optional.of(
                new PictureReports(detector.orElse(null), recognition.open().orElse(null)));
    }

    boolean isWanted() {
        return wanted;
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
