package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architecture;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real generators against what PyTorch made of the same weights, where the folder with both lies beside the checkout. */
@EnabledIf("io.github.animegan.weights.SharedWeights#present")
class SharedGoldenTest {
    /** What PyTorch computed in float32 is itself off by most of that. */
    private static final double TOLERANCE = 5e-4;

    private static final double FLOAT64_TOLERANCE = 5e-5;

    @ParameterizedTest
    @EnumSource
    void operators_giveWhatPyTorchGives(TestBackends backend) throws IOException {
        OperatorGoldens goldens = new OperatorGoldens(golden("ops"));
        assertThat(goldens.operators()).hasSize(13);
        goldens.operators().keySet().forEach(name -> goldens.check(name, backend.kernels(), 1e-5));
        goldens.checkOddUpsampling(backend.kernels(), 1e-5);
    }

    @ParameterizedTest
    @EnumSource
    void animeGanV2_inAllModes_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        StateDict hayao = Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt"));
        for (String name : new String[] {
            "256x256_align_corners", "256x256_half_pixel", "256x256_tf1_legacy", "200x312_align_corners"
        }) {
            Golden golden = golden("animeganv2_hayao_" + name);
            Upsampling mode =
                    Golden.upsampling(Objects.requireNonNull(golden.metadata().get("resize")));
            check(golden, Architecture.of(hayao).build(hayao, mode), backend);
        }
    }

    /** Each block by itself: the generator cut off after its layers. */
    @ParameterizedTest
    @EnumSource
    void animeGanV2_afterEachBlock_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        StateDict hayao = Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt"));
        Generator whole = Architecture.ANIME_GAN_V2.build(hayao, Upsampling.ALIGN_CORNERS);
        Golden golden = golden("animeganv2_hayao_64x64_blocks");
        // A convolution with padding, norm and activation is four layers, an inverted residual without a sum nine,
        // one with a sum or an up-sampling a single one.
        Map<String, Integer> layersUntil = new LinkedHashMap<>();
        layersUntil.put("block_a", 3 * 4);
        layersUntil.put("block_b", 5 * 4);
        layersUntil.put("block_c", 7 * 4 + 9 + 3);
        layersUntil.put("block_d", 9 * 4 + 9 + 3 + 1);
        layersUntil.put("block_e", 12 * 4 + 9 + 3 + 2);
        layersUntil.put("output", whole.layers().size());
        layersUntil.forEach((block, count) -> {
            Generator prefix = new Generator(block, whole.layers().subList(0, count), ChannelOrder.RGB, 1);
            double largest = 0;
            for (float value : golden.tensor(block).data()) {
                largest = Math.max(largest, Math.abs(value));
            }
            golden.check(prefix, backend.kernels(), "input", block, 1e-5 * Math.max(1, largest));
        });
    }

    @ParameterizedTest
    @EnumSource
    void cartoonGan_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        check(golden("cartoongan_hayao_256x256"), cartoonGan("Hayao_net_G_float.pth"), backend);
        check(golden("cartoongan_hayao_250x334"), cartoonGan("Hayao_net_G_float.pth"), backend);
        check(golden("cartoongan_shinkai_half_148x204"), cartoonGan("Shinkai_net_G_half.pth"), backend);
    }

    @ParameterizedTest
    @EnumSource
    void resnet_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        StateDict weights = Checkpoints.read(SharedWeights.file("resnet9_w16_random.pt"));
        Generator generator = Architecture.of(weights).build(weights, Upsampling.ALIGN_CORNERS);
        for (String size : new String[] {"64x64", "76x100", "101x77"}) {
            check(golden("resnet9_w16_" + size), generator, backend);
        }
    }

    @ParameterizedTest
    @EnumSource
    void picturesOf512Pixels_areCloseToFloat64(TestBackends backend) throws IOException {
        StateDict hayao = Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt"));
        Generator animeGan = Architecture.of(hayao).build(hayao, Upsampling.ALIGN_CORNERS);
        check(golden("float64_animeganv2_hayao_512_align_corners"), animeGan, backend, FLOAT64_TOLERANCE);
        check(golden("float64_cartoongan_hayao_512"), cartoonGan("Hayao_net_G_float.pth"), backend, FLOAT64_TOLERANCE);
    }

    private static Generator cartoonGan(String name) throws IOException {
        StateDict weights = Checkpoints.read(SharedWeights.file(name));
        Generator generator = Architecture.of(weights).build(weights, Upsampling.ALIGN_CORNERS);
        assertThat(generator.channelOrder()).isEqualTo(ChannelOrder.BGR);
        return generator;
    }

    private static Golden golden(String name) throws IOException {
        return Golden.read(SharedWeights.golden(name + ".safetensors"));
    }

    private static void check(Golden golden, Generator generator, TestBackends backend) {
        check(golden, generator, backend, TOLERANCE);
    }

    private static void check(Golden golden, Generator generator, TestBackends backend, double tolerance) {
        Tensor expected = golden.tensor("output");
        assertThat(expected.shape().size(1)).isEqualTo(3);
        golden.check(generator, backend.kernels(), "input", "output", tolerance);
    }
}
