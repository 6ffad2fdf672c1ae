package io.github.animegan.examples.cli;

import io.github.animegan.model.Upsampling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a safetensors file's {@code __metadata__} tells about running its weights. */
final class CheckpointMetadata {
    private static final String UPSAMPLING = "upsampling";
    /** Other writers' word for it. */
    private static final String RESIZE = "resize";

    private CheckpointMetadata() {}

    /** A mode that this library does not have. */
    static final class UnknownUpsamplingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownUpsamplingException(String value) {
            super("its metadata names the unknown up-sampling '" + value + "'; say which with --upsample");
        }
    }

    /**
     * The up-sampling that the weights were trained with, if the file says.
     *
     * @throws UnknownUpsamplingException if it says something unknown
     */
    static Optional<Upsampling> upsampling(Map<String, String> metadata) {
        return List.of(UPSAMPLING, RESIZE).stream()
                .map(metadata::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(CheckpointMetadata::parse);
    }

    /** The metadata with another up-sampling. */
    static Map<String, String> withUpsampling(Map<String, String> metadata, Upsampling mode) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.remove(RESIZE);
        changed.put(UPSAMPLING, mode.name().toLowerCase(Locale.ROOT));
        return changed;
    }

    private static Upsampling parse(String value) {
        try {
            return Upsampling.valueOf(value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            UnknownUpsamplingException unknown = new UnknownUpsamplingException(value);
            unknown.initCause(e);
            throw unknown;
        }
    }
}
