/**
 * The generators: an {@link io.github.animegan.model.Architecture} recognizes a state dict and builds of it a
 * {@link io.github.animegan.model.Generator}, which is a {@link io.github.animegan.network.Network} with its weights and the
 * {@link io.github.animegan.model.PictureFormat} of what goes in and comes out.
 */
@NullMarked
package io.github.animegan.model;

import org.jspecify.annotations.NullMarked;
