package io.github.animegan;

import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.pipeline.WeightsHash;
import java.util.Optional;

/** What a generator is, as a text; computed when it is first asked for, as weights take a while to hash. Thread-safe. */
final class Identity {
    private final WeightsHash weights;
    private final Preprocessor before;
    private final Postprocessor after;
    private final MemoryPolicy memory;
    private final String canvas;
    private final String flatness;
    private Optional<StyleSettings> settings = Optional.empty();

    Identity(
            WeightsHash weights,
            Preprocessor before,
            Postprocessor after,
            MemoryPolicy memory,
            String canvas,
            String flatness) {
        this.weights = weights;
        this.before = before;
        this.after = after;
        this.memory = memory;
        this.canvas = canvas;
        this.flatness = flatness;
    }

    /** Nothing if a step has no description, as nobody could tell then whether two results are the same. */
    synchronized Optional<StyleSettings> settings() {
        if (settings.isEmpty()) {
            settings = before.description()
                    .flatMap(first -> after.description()
                            .map(last -> new StyleSettings(
                                    "sha256:" + weights.hex(), first, last, memory, canvas, flatness, FacePolicy.OFF)));
        }
        return settings;
    }
}
