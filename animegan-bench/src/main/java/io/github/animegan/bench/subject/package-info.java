/** This package holds what benchmarks measure: networks with their weights, the picture they see, and the backends and versions. */
@NullMarked
package io.github.animegan.bench.subject;

import org.jspecify.annotations.NullMarked;
