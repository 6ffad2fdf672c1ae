@NullMarked
package io.github.animegan.examples.cli;

import org.jspecify.annotations.NullMarked;
