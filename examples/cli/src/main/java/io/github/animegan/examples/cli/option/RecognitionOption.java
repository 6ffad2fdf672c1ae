package io.github.animegan.examples.cli.option;

import io.github.animegan.Faces;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.face.FaceEmbedding;
import io.github.animegan.weights.face.FaceApiWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what faces are told apart. */
public final class RecognitionOption {
    @Option(
            names = "--face-recognition",
            paramLabel = "FILE",
            description =
                    "dlib's recognition network in face-api's layout (.bin): a report then tells whether a face is still"
                            + " that person's.")
    private @Nullable Path file;

    public boolean isGiven() {
        return file != null;
    }

    /**
     * The network, if one was named; the caller closes it.
     *
     * @throws IOException with a line about the file, if it cannot be used
     */
    public Optional<FaceEmbedding> open() throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Faces.embedding(FaceApiWeights.read(file), 1));
        } catch (IOException | IllegalArgumentException e) {
            throw Failures.of(file, e);
        }
    }
}
