package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;
import java.util.Locale;

/**
 * Which statistics a batch norm uses when a single picture is run. PyTorch's do what their module's mode says, which no
 * checkpoint tells: {@code model.eval()}, and {@code --eval} of pix2pix, use those of the training, pix2pix' own script without
 * that option those of the picture. A checkpoint's metadata may say it under {@link #KEY}; without that it is {@link #RUNNING}.
 */
public enum BatchNorm {
    /** The running mean and variance of the training, stored in the checkpoint: the picture's own do not matter. */
    RUNNING,
    /** The mean and variance of the picture, as an instance norm. */
    PICTURE;

    /** The metadata's key. */
    public static final String KEY = "batch_norm";

    /** {@return its name in metadata and options: {@code running} or {@code picture}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the kind of that name}
     *
     * @param id as {@link #id} gives it
     * @throws IllegalArgumentException if it is neither
     */
    public static BatchNorm of(String id) {
        for (BatchNorm each : values()) {
            if (each.id().equals(id.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("the unknown batch norm '" + id + "'; there are running and picture");
    }

    /**
     * {@return what the metadata of the weights say, or {@link #RUNNING}}
     *
     * @param weights whose metadata is looked at
     * @throws IllegalArgumentException if they name an unknown one
     */
    public static BatchNorm of(StateDict weights) {
        String id = weights.metadata().get(KEY);
        return id == null ? RUNNING : of(id);
    }

    /**
     * {@return these weights with this kind in their metadata}
     *
     * @param weights which stay as they are
     */
    public StateDict in(StateDict weights) {
        return weights.with(KEY, id());
    }
}
