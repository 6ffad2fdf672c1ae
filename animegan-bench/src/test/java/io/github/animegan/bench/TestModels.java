package io.github.animegan.bench;

import io.github.animegan.bench.contestant.ModelFiles;
import io.github.animegan.bench.subject.BenchmarkedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Model files for tests. */
public final class TestModels {
    private TestModels() {}

    /** A network with random weights, in the files of all engines that need no PyTorch. */
    public static ModelFiles write(BenchmarkedModel network, Path folder) throws IOException {
        return new ModelFolder(folder).files(NetworkWeights.random(network), Optional.empty());
    }
}
