/** Folders of photos as a job of Apache Spark; {@link io.github.animegan.examples.spark.StylizeFolder} is its main class. */
@NullMarked
package io.github.animegan.examples.spark;

import org.jspecify.annotations.NullMarked;
