/** Where a network's time goes: its layers one by one, against what a core can do. */
@NullMarked
package io.github.animegan.bench.layers;

import org.jspecify.annotations.NullMarked;
