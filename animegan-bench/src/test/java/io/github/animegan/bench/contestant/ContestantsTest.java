package io.github.animegan.bench.contestant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.bench.subject.BenchmarkedModel;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContestantsTest {
    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "pytorch"})
    void open_ofPeerWithoutModel_saysThatItIsNotPresent(String peer) {
        ModelFiles none = new ModelFiles(
                BenchmarkedModel.ANIME_GAN_V2, Path.of("missing.safetensors"), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> Contestants.of(peer).open(none, 1))
                .isInstanceOf(AbsentException.class)
                .hasMessageStartingWith("peer not present");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "nd4j"})
    void of_backendName_isOurs(String name) {
        assertThat(Contestants.of(name).isOurs()).isTrue();
    }
}
