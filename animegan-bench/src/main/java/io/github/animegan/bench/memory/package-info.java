/** What becomes of large photos in small heaps: {@link io.github.animegan.bench.memory.MemoryTable}. */
@NullMarked
package io.github.animegan.bench.memory;

import org.jspecify.annotations.NullMarked;
