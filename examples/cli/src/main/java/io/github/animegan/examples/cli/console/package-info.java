/** What the command line says: progress, results, warnings and failures, in words and lines. */
@NullMarked
package io.github.animegan.examples.cli.console;

import org.jspecify.annotations.NullMarked;
