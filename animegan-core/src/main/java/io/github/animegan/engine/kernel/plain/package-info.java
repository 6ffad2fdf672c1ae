/**
 * Kernels as plain loops, for any JVM: {@link io.github.animegan.engine.kernel.plain.PlainKernels}.
 *
 * <p>C2 makes vector code of a loop by itself, but only where every array is read and written at the loop's own index:
 * {@code c[j] += a * b[j]} runs eight to ten times faster than {@code c[o + j] += a * b[p + j]}. So these kernels copy
 * what they work on to the start of small arrays first; a copy costs far less than it saves.
 */
@NullMarked
package io.github.animegan.engine.kernel.plain;

import org.jspecify.annotations.NullMarked;
