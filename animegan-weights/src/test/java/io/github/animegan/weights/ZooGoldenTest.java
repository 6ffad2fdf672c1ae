package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architectures;
import io.github.animegan.model.Generator;
import io.github.animegan.tensor.StateDict;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CycleGAN's zoo, pix2pix, the trainers' layouts, style transfer: tiny generators of {@code make_zoo_goldens.py}. */
class ZooGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final List<String> NAMES = List.of(
            "cut",
            "cut_other_blur",
            "pix2pixhd",
            "resnet_batch",
            "resnet_bilinear",
            "resnet_dropout_zero",
            "resnet_nearest",
            "trainer_v1",
            "trainer_v1_first",
            "trainer_v2",
            "trainer_v2_first",
            "transformer_net",
            "unet",
            "unet_instance",
            "white_box");

    @ParameterizedTest
    @EnumSource
    void everyGeneratorOfTheZoo_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        for (String name : NAMES) {
            Golden golden = Golden.read(Golden.committed("zoo_" + name + ".pairs.safetensors"));
            String weightsName = Objects.requireNonNull(golden.metadata().get("weights"));
            StateDict weights = Checkpoints.read(Golden.committed(weightsName));
            int compared = 0;
            for (String key : golden.tensors().keys()) {
                int at = key.indexOf(".output");
                if (at >= 0) {
                    StateDict chosen = withOption(weights, key.substring(at + ".output".length()));
                    Generator generator = Architectures.of(chosen).build(chosen);
                    golden.check(generator, backend.kernels(), key.substring(0, at) + ".input", key, TOLERANCE);
                    compared++;
                }
            }
            assertThat(compared).as(name).isPositive();
        }
    }

    /** The option at the end of a golden's key: {@code .batch_norm=picture}. */
    private static StateDict withOption(StateDict weights, String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? weights : weights.with(option.substring(1, equals), option.substring(equals + 1));
    }
}
