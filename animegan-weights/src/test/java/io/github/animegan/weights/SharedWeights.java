package io.github.animegan.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Real checkpoints, which the project may not contain: a folder {@code shared/weights} beside the checkout. The committed
 * fixtures cover the same ground, so where the folder is missing the tests on it are skipped without loss.
 */
final class SharedWeights {
    private SharedWeights() {}

    /** For {@code @EnabledIf}. */
    static boolean present() {
        return find().isPresent();
    }

    static Path file(String name) {
        return find().orElseThrow().resolve(name);
    }

    private static Optional<Path> find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path weights = at.resolveSibling("shared").resolve("weights");
            if (Files.isDirectory(weights)) {
                return Optional.of(weights);
            }
        }
        return Optional.empty();
    }
}
