/** PyTorch's files: pickles and zip archives, read as data. */
@NullMarked
package io.github.animegan.weights.torch;

import org.jspecify.annotations.NullMarked;
