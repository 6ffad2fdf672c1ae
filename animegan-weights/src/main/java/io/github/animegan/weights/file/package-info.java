/** A file as bytes that are read at any position, and the numbers in it. */
@NullMarked
package io.github.animegan.weights.file;

import org.jspecify.annotations.NullMarked;
