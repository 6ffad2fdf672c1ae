/** The command {@code animegan}: {@link io.github.animegan.examples.cli.StylizeCommand} and its sub-commands. */
@NullMarked
package io.github.animegan.examples.cli;

import org.jspecify.annotations.NullMarked;
