package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.network.Op;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.tensor.StateDict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointMetadataTest {
    /** The up-sampling that a file names used to be lost between reading it and building its generator. */
    @Test
    void upsamplingOfAFile_reachesItsGenerator(@TempDir Path folder) throws IOException {
        StateDict weights = Checkpoints.read(Golden.committed("animeganv2.safetensors"));
        Path file = folder.resolve("hayao.safetensors");
        Checkpoints.writeSafetensors(file, weights, Map.of(Upsampling.KEY, "tf1_legacy", "style", "Hayao"));

        StateDict read = Checkpoints.read(file);
        Generator generator = Architectures.of(read).build(read);

        assertThat(read.metadata()).containsEntry("style", "Hayao");
        assertThat(generator.network().nodes())
                .extracting(node -> node.op())
                .filteredOn(Op.ResizeLike.class::isInstance)
                .containsOnly(new Op.ResizeLike(ResizeMode.ASYMMETRIC));
        assertThat(generator.format().sizeMultiple()).isEqualTo(4);
    }
}
