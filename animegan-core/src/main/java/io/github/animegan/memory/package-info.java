/** How much memory pictures take, and what happens to those that would need too much. */
@NullMarked
package io.github.animegan.memory;

import org.jspecify.annotations.NullMarked;
