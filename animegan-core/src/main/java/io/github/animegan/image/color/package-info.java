/**
 * From other color spaces to sRGB: {@link io.github.animegan.image.color.IccConversion} by an ICC profile,
 * {@link io.github.animegan.image.color.InkMixture} for CMYK without one. Internal: not an API.
 */
@NullMarked
package io.github.animegan.image.color;

import org.jspecify.annotations.NullMarked;
