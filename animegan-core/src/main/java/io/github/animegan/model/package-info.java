/**
 * The generators as immutable data: {@link io.github.animegan.model.Architecture} recognises a state dict and builds a
 * {@link io.github.animegan.model.Generator}, a list of {@link io.github.animegan.model.Layer}s that hold their weights.
 */
@NullMarked
package io.github.animegan.model;

import org.jspecify.annotations.NullMarked;
