package io.github.animegan.bench;

import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.onnx.OnnxWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds or writes the files that all engines read a network from. */
final class ModelFolder {
    private final Path folder;

    /**
     * A folder to write into.
     *
     * @param folder where what is missing is written
     */
    ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The files of a network.
     *
     * @param peers where others' models may be: {@code *.onnx} and {@code *.torchscript.pt} whose names start with the
     *     network's, whatever their case and punctuation. An ONNX model that is not there is written from the weights; a
     *     TorchScript one only PyTorch can write
     */
    ModelFiles files(NetworkWeights weights, Optional<Path> peers) throws IOException {
        BenchmarkedModel network = weights.network();
        Path checkpoint = weights.file().isPresent() ? weights.file().get() : writeCheckpoint(weights);
        Optional<Path> onnx = find(network, peers, ".onnx");
        return new ModelFiles(
                network,
                checkpoint,
                Optional.of(onnx.isPresent() ? onnx.get() : writeOnnx(weights)),
                find(network, peers, ".torchscript.pt"));
    }

    /** Writes the weights as {@code NETWORK.safetensors}. */
    Path writeCheckpoint(NetworkWeights weights) throws IOException {
        Path file = folder.resolve(weights.network().id() + ".safetensors");
        Checkpoints.writeSafetensors(file, weights.tensors(), Map.of("weights", weights.origin()));
        return file;
    }

    /** Writes the network as {@code NETWORK.onnx}. */
    Path writeOnnx(NetworkWeights weights) throws IOException {
        Path file = folder.resolve(weights.network().id() + ".onnx");
        OnnxWriter.write(file, weights.network().generator(weights.tensors()));
        return file;
    }

    private static Optional<Path> find(BenchmarkedModel network, Optional<Path> peers, String extension)
            throws IOException {
        if (peers.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(peers.get())) {
            return files.filter(file -> file.toString().endsWith(extension)
                            && lettersAndDigits(String.valueOf(file.getFileName()))
                                    .startsWith(lettersAndDigits(network.id())))
                    .sorted()
                    .findFirst();
        }
    }

    private static String lettersAndDigits(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
