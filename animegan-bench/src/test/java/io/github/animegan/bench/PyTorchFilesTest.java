package io.github.animegan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.bench.subject.RandomWeights;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.CheckpointFormat;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PyTorchFilesTest {
    private final StateDict weights = RandomWeights.cartoonGan(4, 1);

    @Test
    void writeZip_isReadAsPyTorchsZip(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("zip.pt");
        PyTorchFiles.writeZip(file, weights);

        Checkpoint checkpoint = Checkpoints.open(file);
        assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.PYTORCH_ZIP);
        assertThat(checkpoint.tensors()).isEqualTo(weights);
    }

    @Test
    void writeLegacy_isReadAsPyTorchsPickle(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("legacy.pt");
        PyTorchFiles.writeLegacy(file, weights);

        Checkpoint checkpoint = Checkpoints.open(file);
        assertThat(checkpoint.format()).isEqualTo(CheckpointFormat.PYTORCH_LEGACY);
        assertThat(checkpoint.tensors()).isEqualTo(weights);
    }
}
