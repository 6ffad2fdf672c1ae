package io.github.animegan;

import io.github.animegan.tensor.StateDict;
import java.util.OptionalInt;

/**
 * A style ready to run. Immutable.
 *
 * @param name what {@link AnimeGan#create(String)} calls it, such as {@code sora}
 * @param weights its generator's weights, with what is to be known of them in their metadata
 * @param canvas the longer side of the canvas it draws on, in pixels; empty where it draws at the photo's size
 * @param flatness in levels of 255: see {@link io.github.animegan.image.step.Preprocessors#flatten}; empty where its drawings stay as they
 *     are
 */
public record Style(String name, StateDict weights, OptionalInt canvas, OptionalInt flatness) {
    /**
     * A style that draws at the photo's size, and whose drawings stay as they are.
     *
     * @param name how settings, caches and messages call it
     * @param weights a state dict with the keys and shapes of a known architecture
     */
    public Style(String name, StateDict weights) {
        this(name, weights, OptionalInt.empty(), OptionalInt.empty());
    }
}
