@NullMarked
package io.github.animegan.examples.spark;

import org.jspecify.annotations.NullMarked;
