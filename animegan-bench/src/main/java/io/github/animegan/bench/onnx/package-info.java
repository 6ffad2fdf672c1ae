/** Writes generators as ONNX models: {@link io.github.animegan.bench.onnx.OnnxWriter}. */
@NullMarked
package io.github.animegan.bench.onnx;

import org.jspecify.annotations.NullMarked;
