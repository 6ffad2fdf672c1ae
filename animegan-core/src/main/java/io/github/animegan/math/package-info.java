/** Arithmetic on whole numbers that the JDK lacks: {@link io.github.animegan.math.Ints}. Internal: not an API. */
@NullMarked
package io.github.animegan.math;

import org.jspecify.annotations.NullMarked;
