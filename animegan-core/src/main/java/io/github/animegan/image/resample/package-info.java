/**
 * Resizing: {@link io.github.animegan.image.resample.Resampling}, and {@link io.github.animegan.image.resample.Enlarger} for what
 * was drawn.
 */
@NullMarked
package io.github.animegan.image.resample;

import org.jspecify.annotations.NullMarked;
