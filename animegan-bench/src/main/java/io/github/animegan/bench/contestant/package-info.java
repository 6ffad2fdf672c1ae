/** The engines that are compared, all behind {@link io.github.animegan.bench.contestant.Contestant}. */
@NullMarked
package io.github.animegan.bench.contestant;

import org.jspecify.annotations.NullMarked;
