package io.github.animegan.model;

import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.StateDict;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where AnimeGANv2's bilinear up-sampling samples its source. It belongs to the weights, not to a user's taste: weights only
 * look right with the mode they were trained with. A checkpoint says it in its {@link StateDict#metadata}.
 */
public enum Upsampling {
    /** Corner pixels meet: {@code src = dst * (in - 1) / (out - 1)}. Weights trained in PyTorch by animegan2-pytorch. */
    ALIGN_CORNERS(ResizeMode.ALIGN_CORNERS),
    /** Pixel areas meet: {@code src = (dst + 0.5) * in / out - 0.5}, not below 0. */
    HALF_PIXEL(ResizeMode.HALF_PIXEL),
    /** TensorFlow 1: {@code src = dst * in / out}. Weights converted from TensorFlow checkpoints. */
    TF1_LEGACY(ResizeMode.ASYMMETRIC);

    /** The metadata's key. */
    public static final String KEY = "upsampling";

    /** The word of other writers for it. */
    private static final String OTHER_KEY = "resize";

    private final ResizeMode mode;

    Upsampling(ResizeMode mode) {
        this.mode = mode;
    }

    /** {@return what the network's resizing does} */
    public ResizeMode mode() {
        return mode;
    }

    /** {@return its name in metadata and options, such as {@code tf1_legacy}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the mode of that name}
     *
     * @param id as {@link #id} gives it
     * @throws IllegalArgumentException naming all modes, if it is none of them
     */
    public static Upsampling of(String id) {
        for (Upsampling each : values()) {
            if (each.id().equals(id.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "the unknown up-sampling '" + id + "'; there are align_corners, half_pixel and tf1_legacy");
    }

    /**
     * {@return the mode that the weights were trained with, if their metadata says so}
     *
     * @param weights whose metadata is looked at
     * @throws IllegalArgumentException if it names an unknown one
     */
    public static Optional<Upsampling> of(StateDict weights) {
        return List.of(KEY, OTHER_KEY).stream()
                .map(weights.metadata()::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Upsampling::of);
    }

    /**
     * {@return these weights with this mode in their metadata}
     *
     * @param weights which stay as they are
     */
    public StateDict in(StateDict weights) {
        return weights.without(OTHER_KEY).with(KEY, id());
    }
}
