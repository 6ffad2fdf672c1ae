/**
 * Runs of planned programs: {@link io.github.animegan.engine.run.Run} takes inputs row by row, computes bands of all steps on
 * the {@link io.github.animegan.engine.run.Workers} as soon as their rows are there, and gives outputs row by row. Internal: not
 * an API.
 */
@NullMarked
package io.github.animegan.engine.run;

import org.jspecify.annotations.NullMarked;
