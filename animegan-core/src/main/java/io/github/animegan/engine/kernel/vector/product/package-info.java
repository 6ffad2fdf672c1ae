/**
 * Products of small matrices on the Vector API, which nearly everything that the vector kernels convolve ends in, and how their
 * operands lie in memory.
 */
@NullMarked
package io.github.animegan.engine.kernel.vector.product;

import org.jspecify.annotations.NullMarked;
