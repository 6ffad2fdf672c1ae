/** The files of the command line: which photos were named, where their pictures go, and what earlier runs made. */
@NullMarked
package io.github.animegan.examples.cli.file;

import org.jspecify.annotations.NullMarked;
