package io.github.animegan;

import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.engine.kernel.nd4j.Nd4jKernels;
import io.github.animegan.engine.kernel.plain.PlainKernels;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that chooses kernels, and says what it chose and what would be faster. */
final class BackendSelection {
    private static final Logger LOG = LoggerFactory.getLogger(AnimeGan.class);
    private static final String PROPERTY = "animegan.backend";

    private BackendSelection() {}

    /**
     * Makes the kernels of a backend.
     *
     * @throws IllegalStateException if that backend cannot run here, with what it lacks
     */
    static Kernels select(Backend wanted) {
        return switch (wanted == Backend.AUTO ? ofProperty() : wanted) {
            case AUTO -> fastest();
            case ND4J -> nd4j();
            case PLAIN -> new PlainKernels();
        };
    }

    private static Backend ofProperty() {
        String name = System.getProperty(PROPERTY, Backend.AUTO.name());
        try {
            return Backend.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no backend is called -D" + PROPERTY + "=" + name, e);
        }
    }

    private static Kernels fastest() {
        try {
            Kernels kernels = nd4j();
            LOG.info("backend nd4j");
            return kernels;
        } catch (IllegalStateException e) {
            LOG.info("backend plain, for {}", e.getMessage());
            return new PlainKernels();
        }
    }

    private static Kernels nd4j() {
        Nd4jKernels kernels;
        try {
            kernels = new Nd4jKernels();
        } catch (LinkageError | RuntimeException e) {
            // No class, no native library for this platform, or one that does not load: ND4J has an exception for each.
            throw new IllegalStateException(
                    "nd4j is not here: add org.nd4j:nd4j-native with the classifiers of this platform (" + e + ")", e);
        }
        if (!kernels.hasOneDnn()) {
            LOG.warn(
                    "ND4J runs without oneDNN, five times slower: add the classifier <platform>-onednn of nd4j-native");
        }
        return kernels;
    }
}
