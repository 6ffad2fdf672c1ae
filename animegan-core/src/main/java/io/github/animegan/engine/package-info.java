/**
 * Runs generators: {@link io.github.animegan.engine.Engine}. Internal: not an API.
 *
 * <p>A generator is compiled to a {@code Program} of few steps. Each step gathers a band of rows (normalising,
 * activating, adding, up-sampling and padding while it reads what an earlier step stored), convolves the band, and
 * stores the raw result with its sums for the next normalisation. So every layer costs one read and one write, and no
 * padded, normalised or up-sampled copy of a whole feature map is ever made.
 */
@NullMarked
package io.github.animegan.engine;

import org.jspecify.annotations.NullMarked;
