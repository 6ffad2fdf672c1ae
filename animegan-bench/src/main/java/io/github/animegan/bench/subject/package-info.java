/** What is measured: networks with their weights, the picture that they see, and the backends and versions that take part. */
@NullMarked
package io.github.animegan.bench.subject;

import org.jspecify.annotations.NullMarked;
