/** For applications that work with ND4J: {@link io.github.animegan.nd4j.Nd4jTensors}. */
@NullMarked
package io.github.animegan.nd4j;

import org.jspecify.annotations.NullMarked;
