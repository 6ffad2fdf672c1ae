package io.github.animegan.examples.web;

import io.github.animegan.Backend;
import io.github.animegan.Faces;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.mtcnn.MtcnnSettings;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.weights.face.MtcnnFiles;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What finds faces, where there are weights for it: those that were named, or else those that {@code animegan fetch mtcnn} got. */
final class FaceFinder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaceFinder.class);

    private final StyleLibrary library;
    private final int threads;
    private @Nullable FaceDetector detector;
    private boolean unusable;

    /**
     * Reads the weights, if any are named.
     *
     * @throws IOException if these are no weights of MTCNN
     */
    FaceFinder(StyleLibrary library, @Nullable Path weights, int threads) throws IOException {
        this.library = library;
        this.threads = threads;
        if (weights != null) {
            try {
                this.detector = detector(MtcnnFiles.read(weights));
            } catch (IOException | IllegalArgumentException e) {
                throw new IOException("--face-weights " + weights + ": " + e.getMessage(), e);
            }
        }
    }

    /** The detector, if it can be had now: weights may be fetched while the server runs. */
    synchronized Optional<FaceDetector> detector() {
        if (detector == null && !unusable && isFetched()) {
            try {
                detector = detector(library.mtcnn());
            } catch (IOException | IllegalArgumentException e) {
                unusable = true;
                LOG.warn("faces are not drawn by themselves: {}", e.getMessage());
            }
        }
        return Optional.ofNullable(detector);
    }

    private boolean isFetched() {
        return library.catalog()
                .findDetector("mtcnn")
                .filter(entry -> library.availability(entry) == Availability.FETCHED)
                .isPresent();
    }

    private FaceDetector detector(MtcnnWeights weights) {
        return Faces.detector(weights, MtcnnSettings.defaults(), Backend.AUTO, threads);
    }

    @Override
    public synchronized void close() {
        if (detector != null) {
            detector.close();
        }
    }
}
