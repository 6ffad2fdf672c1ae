package io.github.animegan.bench.contestant;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A network in the files of all engines.
 *
 * @param weights a checkpoint of this library
 * @param onnx the same network for ONNX Runtime
 * @param torchScript and for PyTorch
 */
public record ModelFiles(BenchmarkedModel network, Path weights, Optional<Path> onnx, Optional<Path> torchScript) {}
