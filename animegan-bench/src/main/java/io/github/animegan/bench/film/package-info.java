/** Steadiness and speed of films. */
@NullMarked
package io.github.animegan.bench.film;

import org.jspecify.annotations.NullMarked;
