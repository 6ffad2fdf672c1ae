/** Which backend is right and fast under which flags of the JVM: {@link io.github.animegan.bench.flags.FlagTable}. */
@NullMarked
package io.github.animegan.bench.flags;

import org.jspecify.annotations.NullMarked;
