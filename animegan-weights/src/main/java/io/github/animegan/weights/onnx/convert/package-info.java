/** Makes networks of the graphs of ONNX models. */
@NullMarked
package io.github.animegan.weights.onnx.convert;

import org.jspecify.annotations.NullMarked;
