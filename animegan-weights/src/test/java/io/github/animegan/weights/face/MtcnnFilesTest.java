package io.github.animegan.weights.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MTCNN's three networks, tiny ones of random weights, in a folder and in one file. */
class MtcnnFilesTest {
    @TempDir
    private Path folder;

    private static StateDict network(String name) throws IOException {
        try {
            return Checkpoints.read(Path.of(
                    Objects.requireNonNull(MtcnnFilesTest.class.getResource("/goldens/mtcnn_" + name + ".safetensors"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void save(String file, StateDict weights) throws IOException {
        Checkpoints.writeSafetensors(folder.resolve(file), weights, Map.of());
    }

    private static void assertRefused(Path file, String problem) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> MtcnnFiles.read(file))
                .withMessageContaining(problem);
    }

    private static void assertIsMtcnn(MtcnnWeights weights) throws IOException {
        assertThat(weights.proposal().asMap()).isEqualTo(network("pnet").asMap());
        assertThat(weights.refinement().asMap()).isEqualTo(network("rnet").asMap());
        assertThat(weights.output().asMap()).isEqualTo(network("onet").asMap());
    }

    /** Whatever the ending, the content tells the format. */
    @ParameterizedTest
    @ValueSource(strings = {".pt", ".pth", ".safetensors"})
    void aFolderOfThreeFiles(String extension) throws IOException {
        for (String name : new String[] {"pnet", "rnet", "onet"}) {
            save(name + extension, network(name));
        }
        assertIsMtcnn(MtcnnFiles.read(folder));
    }

    @Test
    void oneFileOfAllThree() throws IOException {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (String name : new String[] {"pnet", "rnet", "onet"}) {
            network(name).asMap().forEach((key, tensor) -> all.put(name + "." + key, tensor));
        }
        save("mtcnn.pt", StateDict.of(all));
        assertIsMtcnn(MtcnnFiles.read(folder.resolve("mtcnn.pt")));
    }

    @Test
    void whatIsMissing_isNamed() throws IOException {
        save("pnet.pt", network("pnet"));
        save("onet.pt", network("onet"));
        assertRefused(
                folder, folder + ": has no rnet.pt; a folder of MTCNN's weights has pnet.pt, rnet.pt and onet.pt");
        assertRefused(folder.resolve("pnet.pt"), "pnet.pt: no key begins with pnet.; name a checkpoint with all three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pnet", "rnet", "onet"})
    void weightsOfAnotherNetwork_areRefused(String wrong) throws IOException {
        for (String name : new String[] {"pnet", "rnet", "onet"}) {
            save(name + ".pt", network(name.equals(wrong) ? wrong.equals("pnet") ? "rnet" : "pnet" : name));
        }
        assertRefused(
                folder,
                folder + ": these are no weights of MTCNN's " + Character.toUpperCase(wrong.charAt(0)) + "-Net");
    }
}
