/** Reading and writing checkpoints, always as data and never as code. */
@NullMarked
package io.github.animegan.weights;

import org.jspecify.annotations.NullMarked;
