/**
 * ONNX models in and out. {@link io.github.animegan.weights.onnx.OnnxModel} reads one as a generator,
 * {@link io.github.animegan.weights.onnx.OnnxWriter} writes any network as one.
 *
 * <p>A model is data here: its operators become the {@link io.github.animegan.network.Op}s of a network, those of shapes are
 * computed while reading, and what is not known is refused with its node's name. No length in a file is believed before it is
 * compared with the bytes that are there, and weights in other files are not read.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">ONNX, onnx.proto3</a>
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>
 */
@NullMarked
package io.github.animegan.weights.onnx;

import org.jspecify.annotations.NullMarked;
