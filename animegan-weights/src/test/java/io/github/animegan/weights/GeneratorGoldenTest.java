package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiny generators of random weights and single operators: what PyTorch computed in float64 is what every backend gives. */
class GeneratorGoldenTest {
    private static final double TOLERANCE = 5e-5;

    @ParameterizedTest
    @EnumSource
    void operators_giveWhatPyTorchGives(TestBackends backend) throws IOException {
        OperatorGoldens goldens = new OperatorGoldens(Golden.read(Golden.committed("ops.safetensors")));
        assertThat(goldens.operators()).hasSize(17);
        goldens.operators().keySet().forEach(name -> goldens.check(name, backend.kernels(), 1e-5));
        goldens.checkOddUpsampling(backend.kernels(), 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void resnet_withEitherNameOfItsBlocks_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        checkAll("resnet_conv_block.pairs.safetensors", Architectures.RESNET, backend, 2);
        checkAll("resnet_block.pairs.safetensors", Architectures.RESNET, backend, 1);
    }

    @ParameterizedTest
    @EnumSource
    void cartoonGan_alsoOfOddSides_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        checkAll("cartoongan.pairs.safetensors", Architectures.CARTOON_GAN, backend, 2);
    }

    @ParameterizedTest
    @EnumSource
    void animeGanV2_inAllModes_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        checkAll("animeganv2.pairs.safetensors", Architectures.ANIME_GAN_V2, backend, 4);
    }

    @ParameterizedTest
    @EnumSource
    void local_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        checkAll("local.pairs.safetensors", Architectures.LOCAL, backend, 2);
    }

    /** Compares every output of the file with the one of its input. */
    private static void checkAll(String name, Architecture expected, TestBackends backend, int outputs)
            throws IOException {
        Golden golden = Golden.read(Golden.committed(name));
        String weightsName = Objects.requireNonNull(golden.metadata().get("weights"));
        StateDict weights = Checkpoints.read(Golden.committed(weightsName));
        assertThat(Architectures.of(weights)).isEqualTo(expected);
        int compared = 0;
        for (String key : golden.tensors().keys()) {
            int at = key.indexOf(".output");
            if (at >= 0) {
                String mode = key.substring(at + ".output".length());
                StateDict withMode = mode.isEmpty()
                        ? weights
                        : Upsampling.of(mode.substring(1)).in(weights);
                Generator generator = expected.build(withMode);
                golden.check(generator, backend.kernels(), key.substring(0, at) + ".input", key, TOLERANCE);
                compared++;
            }
        }
        assertThat(compared).as("outputs in %s", name).isEqualTo(outputs);
    }
}
