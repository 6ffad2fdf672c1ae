/** Measures engines over picture sizes and writes what came out: tables and charts. */
@NullMarked
package io.github.animegan.bench.report;

import org.jspecify.annotations.NullMarked;
