package io.github.animegan.bench;

import io.github.animegan.bench.subject.BenchmarkedModel;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network's weights: random ones, or the first checkpoint in a folder that fits the network.
 *
 * @param file where they were read; empty if they are random
 */
public record NetworkWeights(BenchmarkedModel network, StateDict tensors, Optional<Path> file) {
    /** The folder of real checkpoints, for JMH; the report has an option. */
    static final String FOLDER_PROPERTY = "animegan.weights";

    private static final List<String> EXTENSIONS = List.of(".safetensors", ".pt", ".pth");

    static NetworkWeights random(BenchmarkedModel network) {
        return new NetworkWeights(network, network.randomWeights(), Optional.empty());
    }

    /** The first file by name whose content is this network's, in its published width; random weights if there is none. */
    static NetworkWeights ofFolder(BenchmarkedModel network, Path folder) throws IOException {
        for (Path file : checkpoints(folder)) {
            Optional<StateDict> tensors = stateDict(file).filter(network::fits);
            if (tensors.isPresent()) {
                return new NetworkWeights(network, tensors.get(), Optional.of(file));
            }
        }
        return random(network);
    }

    private static Optional<StateDict> stateDict(Path file) throws IOException {
        try {
            return Optional.of(Checkpoints.read(file));
        } catch (CheckpointFormatException e) {
            return Optional.empty(); // TorchScript's archives, for instance, have the same extension.
        }
    }

    /** Weights of the folder that {@code -Danimegan.weights} names, random ones without it. */
    static NetworkWeights ofProperty(BenchmarkedModel network) throws IOException {
        String folder = System.getProperty(FOLDER_PROPERTY);
        return folder == null ? random(network) : ofFolder(network, Path.of(folder));
    }

    private static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> EXTENSIONS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    /** Where they come from, for people. */
    public String origin() {
        return file.map(path -> String.valueOf(path.getFileName())).orElse("random");
    }
}
