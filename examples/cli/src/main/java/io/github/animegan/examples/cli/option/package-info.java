/** Options that commands share, and the values that they are written in. */
@NullMarked
package io.github.animegan.examples.cli.option;

import org.jspecify.annotations.NullMarked;
