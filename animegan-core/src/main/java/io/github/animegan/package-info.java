/** Turns photos into anime pictures: start at {@link io.github.animegan.AnimeGan}. */
@NullMarked
package io.github.animegan;

import org.jspecify.annotations.NullMarked;
