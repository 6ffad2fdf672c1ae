/** Chooses the weights of a generator among all tensors of a file. */
@NullMarked
package io.github.animegan.weights.fitting;

import org.jspecify.annotations.NullMarked;
