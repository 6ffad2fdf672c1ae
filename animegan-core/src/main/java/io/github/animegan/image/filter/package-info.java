/**
 * The algorithms of the color-changing processing steps. Internal: not an API.
 *
 * <p>Each is a {@link io.github.animegan.image.filter.PixelFilter}: immutable, shared by threads, without AWT, and run on rows
 * in parallel ({@link io.github.animegan.image.filter.ParallelRows}). {@code io.github.animegan.image.step.Preprocessors} and
 * {@code Postprocessors} are the way in for users.
 */
@NullMarked
package io.github.animegan.image.filter;

import org.jspecify.annotations.NullMarked;
