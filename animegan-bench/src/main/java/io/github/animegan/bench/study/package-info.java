/** What the size that a generator works at does to the picture, the time and the memory. */
@NullMarked
package io.github.animegan.bench.study;

import org.jspecify.annotations.NullMarked;
