/** Plain float32 arrays with a shape: {@link io.github.animegan.tensor.Tensor}, and named sets of them. */
@NullMarked
package io.github.animegan.tensor;

import org.jspecify.annotations.NullMarked;
