/**
 * Benchmarks: {@link io.github.animegan.bench.Report} compares engines over picture sizes; the classes whose names end in
 * {@code Benchmark} are JMH's.
 */
@NullMarked
package io.github.animegan.bench;

import org.jspecify.annotations.NullMarked;
