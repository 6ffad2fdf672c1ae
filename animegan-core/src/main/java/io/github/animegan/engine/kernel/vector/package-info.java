/**
 * Kernels on the Vector API: {@link io.github.animegan.engine.kernel.vector.VectorKernels}. The only package that touches
 * {@code jdk.incubator.vector}; needs {@code --add-modules jdk.incubator.vector}.
 *
 * <p>What C2 (of JDK 17 to 25) makes fast code of, and hence the look of these classes: a species that is a constant;
 * accumulators that are local variables, never an array; small methods; a loop with a run-time trip count inside another
 * loop only as {@code do ... while}; array indices that are a loop variable plus something invariant, with the bounds
 * checks left alone.
 */
@NullMarked
package io.github.animegan.engine.kernel.vector;

import org.jspecify.annotations.NullMarked;
