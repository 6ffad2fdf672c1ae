/**
 * Convolutions by ND4J with oneDNN: {@link io.github.animegan.engine.kernel.nd4j.Nd4jKernels}. The only package of the
 * engine that touches ND4J, which an application may leave out.
 *
 * <p>What holds for ND4J 1.0.0-M2.1 and shapes this code: NHWC is oneDNN's own layout here, NCHW is converted twice; an
 * operation takes dense arrays only, for views with strides give wrong results or crash; the number of OpenMP threads
 * is a setting of the calling thread; an operation on kept arrays and a kept context costs about 12 microseconds,
 * oneDNN's own set-up 0.1 ms.
 */
@NullMarked
package io.github.animegan.engine.kernel.nd4j;

import org.jspecify.annotations.NullMarked;
