package io.github.animegan;

import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;

/**
 * A style ready to run. Immutable.
 *
 * @param name what {@link AnimeGan#create(String)} calls it, such as {@code sora}
 * @param weights its generator's weights
 * @param upsampling how they were trained to up-sample
 */
public record Style(String name, StateDict weights, Upsampling upsampling) {}
