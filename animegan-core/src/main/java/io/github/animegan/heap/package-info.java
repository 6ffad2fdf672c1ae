/** Tells what the heap of this JVM still holds. Internal: not an API. */
@NullMarked
package io.github.animegan.heap;

import org.jspecify.annotations.NullMarked;
