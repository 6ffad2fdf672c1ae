package io.github.animegan;

import io.github.animegan.face.FacePolicy;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.memory.MemoryPolicy;
import io.github.animegan.pipeline.Fingerprint;
import io.github.animegan.tensor.StateDict;
import java.util.HexFormat;
import java.util.Optional;

/** What a generator is, as a text; computed when it is first asked for, as weights take a while to hash. Thread-safe. */
final class Identity {
    private final StateDict weights;
    private final Preprocessor before;
    private final Postprocessor after;
    private final MemoryPolicy memory;
    private final String canvas;
    private final String flatness;
    private Optional<StyleSettings> settings = Optional.empty();

    Identity(
            StateDict weights,
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
                                    "sha256:" + hash(), first, last, memory, canvas, flatness, FacePolicy.OFF)));
        }
        return settings;
    }

    private String hash() {
        return HexFormat.of()
                .formatHex(new Fingerprint()
                        .add(weights)
                        .add(weights.metadata().toString())
                        .value());
    }
}
