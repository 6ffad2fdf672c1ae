/**
 * Programs planned for one size of picture: {@link io.github.animegan.engine.plan.Plan} says how large each map is, in which
 * bands each step computes its rows, in which order bands may run, how many rows of each map are held, and where. Internal: not
 * an API.
 */
@NullMarked
package io.github.animegan.engine.plan;

import org.jspecify.annotations.NullMarked;
