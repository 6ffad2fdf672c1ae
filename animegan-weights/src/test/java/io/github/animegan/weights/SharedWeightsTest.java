package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.tensor.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledIf("io.github.animegan.weights.SharedWeights#present")
class SharedWeightsTest {
    private static final Set<String> TRANSPOSED = Set.of("deconv01_1.weight", "deconv02_1.weight");

    @ParameterizedTest
    @CsvSource({
        "animeganv2_hayao.pt, PYTORCH_ZIP, 77, 2143552",
        "animeganv2_hayao_legacy.pt, PYTORCH_LEGACY, 77, 2143552",
        "Hayao_net_G_float.pth, PYTORCH_ZIP, 94, 11129667",
        "Shinkai_net_G_half.pth, PYTORCH_ZIP, 94, 11129667",
        "resnet9_w16_random.pt, PYTORCH_ZIP, 48, 715651",
        "mtcnn/pnet.pt, PYTORCH_LEGACY, 13, 6632",
        "mtcnn/rnet.pt, PYTORCH_LEGACY, 16, 100178",
        "mtcnn/onet.pt, PYTORCH_LEGACY, 21, 389040",
    })
    void readsRealCheckpoints(String name, CheckpointFormat format, int tensors, long parameters) throws IOException {
        Checkpoint checkpoint = Checkpoints.open(SharedWeights.file(name));
        assertThat(checkpoint.format()).isEqualTo(format);
        assertThat(checkpoint.tensors().size()).isEqualTo(tensors);
        assertThat(checkpoint.tensors().parameterCount()).isEqualTo(parameters);
    }

    @Test
    void zipAndLegacy_areTheSame() throws IOException {
        Fixtures.assertSame(
                Checkpoints.read(SharedWeights.file("animeganv2_hayao_legacy.pt")),
                Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"animeganv2_hayao.pt", "animeganv2_hayao_legacy.pt"})
    void reading_takesLittleMoreMemoryThanTheWeights(String name) throws IOException {
        Path file = SharedWeights.file(name);
        Checkpoints.read(file);
        long before = Allocation.bytesSoFar();
        StateDict dict = Checkpoints.read(file);
        long weights = dict.parameterCount() * Float.BYTES;
        assertThat(Allocation.bytesSoFar() - before).isBetween(weights, weights + weights / 2 + (6 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"animeganv2_hayao.pt", "Hayao_net_G_float.pth"})
    void int8_isAQuarterOfTheFile(String name, @TempDir Path folder) throws IOException {
        Path source = SharedWeights.file(name);
        Path int8 = folder.resolve("int8.safetensors");
        Checkpoints.writeSafetensorsInt8(int8, Checkpoints.read(source), Map.of(), TRANSPOSED::contains);
        assertThat((double) Files.size(int8) / Files.size(source)).isLessThan(0.27);
        assertThat(Checkpoints.read(int8).keys())
                .containsExactlyElementsOf(Checkpoints.read(source).keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"animeganv2_hayao.pt", "animeganv2_hayao_legacy.pt", "mtcnn/onet.pt"})
    void damagedRealCheckpoints_areReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(SharedWeights.file(name));
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            int length = i < 10 ? random.nextInt(20_000) : random.nextInt(whole.length);
            assertThat(DamagedCheckpointsTest.readOrRefuse(Arrays.copyOf(whole, length), name + " cut to " + length))
                    .isFalse();
            byte[] damaged = whole.clone();
            // The pickle lies in the first few KB.
            int at = i < 15 ? random.nextInt(9_000) : random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            DamagedCheckpointsTest.readOrRefuse(damaged, name + " with a bit flipped at " + at);
        }
    }
}
