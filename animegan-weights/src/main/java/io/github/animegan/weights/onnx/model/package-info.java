/** ONNX models as their files describe them: messages of protobuf, graphs, nodes and tensors. */
@NullMarked
package io.github.animegan.weights.onnx.model;

import org.jspecify.annotations.NullMarked;
