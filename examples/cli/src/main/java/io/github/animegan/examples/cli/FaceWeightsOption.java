package io.github.animegan.examples.cli;

import io.github.animegan.Backend;
import io.github.animegan.Faces;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.mtcnn.MtcnnSettings;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.weights.face.MtcnnFiles;
import io.github.animegan.weights.style.DetectorEntry;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** By what faces are found. */
final class FaceWeightsOption {
    private static final String DETECTOR = "mtcnn";

    @Option(
            names = "--face-weights",
            paramLabel = "FILE|FOLDER",
            description =
                    "MTCNN's weights, as facenet-pytorch has them: a folder with pnet.pt, rnet.pt and onet.pt, or a file"
                            + " with all three. Default: those of animegan fetch mtcnn.")
    private @Nullable Path weights;

    /**
     * Checks before any work that there are weights.
     *
     * @param command the command that has this option
     * @param wanting what needs them
     * @throws ParameterException with a line on how to get them, if there are none
     */
    void require(CommandLine command, String wanting) {
        if (!areThere(command)) {
            throw new ParameterException(
                    command,
                    wanting + " needs the weights of MTCNN: animegan fetch " + DETECTOR
                            + " gets them, or --face-weights names a folder that has them");
        }
    }

    /** Whether weights were named or fetched. */
    boolean areThere(CommandLine command) {
        StyleLibrary styles = CommonOptions.of(command).styles();
        Optional<DetectorEntry> entry = styles.catalog().findDetector(DETECTOR);
        return weights != null || (entry.isPresent() && styles.availability(entry.get()) == Availability.FETCHED);
    }

    /**
     * Makes the detector, which the caller closes.
     *
     * @param threads how many compute; null for as many as there are processors
     * @throws IOException with a line about the weights, if they cannot be used
     */
    FaceDetector open(StyleLibrary styles, Backend backend, @Nullable Integer threads) throws IOException {
        return Faces.detector(
                read(styles),
                MtcnnSettings.defaults(),
                backend,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }

    private MtcnnWeights read(StyleLibrary styles) throws IOException {
        if (weights == null) {
            return styles.mtcnn();
        }
        try {
            return MtcnnFiles.read(weights);
        } catch (IOException | OutOfMemoryError | StackOverflowError e) {
            throw Failures.of(weights, e);
        }
    }
}
