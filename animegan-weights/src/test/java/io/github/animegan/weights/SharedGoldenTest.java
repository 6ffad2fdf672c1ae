package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.model.Architectures;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Upsampling;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
                    Upsampling.of(Objects.requireNonNull(golden.metadata().get("resize")));
            check(golden, Architectures.of(hayao).build(mode.in(hayao)), backend);
        }
    }

    /** Each block by itself: the network up to the block's last activation. */
    @ParameterizedTest
    @EnumSource
    void animeGanV2_afterEachBlock_givesWhatPyTorchGives(TestBackends backend) throws IOException {
        StateDict hayao = Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt"));
        Generator whole = Architectures.ANIME_GAN_V2.build(hayao);
        Golden golden = golden("animeganv2_hayao_64x64_blocks");
        // How many convolutions there are up to the end of each block; a block ends before the next convolution or
        // resizing.
        Map<String, Integer> convolutionsUntil = new LinkedHashMap<>();
        convolutionsUntil.put("block_a", 3);
        convolutionsUntil.put("block_b", 5);
        convolutionsUntil.put("block_c", 7 + 4 * 3);
        convolutionsUntil.put("block_d", 9 + 4 * 3);
        convolutionsUntil.put("block_e", 12 + 4 * 3);
        convolutionsUntil.put("output", 13 + 4 * 3);
        convolutionsUntil.forEach((block, count) -> {
            Network prefix = prefix(whole.network(), count);
            double largest = 0;
            for (float value : golden.tensor(block).data()) {
                largest = Math.max(largest, Math.abs(value));
            }
            golden.check(prefix, backend.kernels(), "input", block, 1e-5 * Math.max(1, largest));
        });
    }

    /** The nodes after that many convolutions, up to the next, as a network of their own. */
    private static Network prefix(Network whole, int convolutions) {
        NetworkBuilder network = new NetworkBuilder();
        List<Value> values = new ArrayList<>();
        int seen = 0;
        for (Network.Node node : whole.nodes()) {
            boolean opensNext = node.op() instanceof Op.Padding || node.op() instanceof Op.ResizeLike;
            if (seen == convolutions && (opensNext || node.op() instanceof Op.Convolution)) {
                break;
            }
            seen += node.op() instanceof Op.Convolution ? 1 : 0;
            values.add(network.add(
                    node.op(), node.inputs().stream().map(values::get).toArray(Value[]::new)));
        }
        return network.output("output", values.get(values.size() - 1)).build();
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
        Generator generator = Architectures.of(weights).build(weights);
        for (String size : new String[] {"64x64", "76x100", "101x77"}) {
            check(golden("resnet9_w16_" + size), generator, backend);
        }
    }

    @ParameterizedTest
    @EnumSource
    void picturesOf512Pixels_areCloseToFloat64(TestBackends backend) throws IOException {
        StateDict hayao = Checkpoints.read(SharedWeights.file("animeganv2_hayao.pt"));
        Generator animeGan = Architectures.of(hayao).build(hayao);
        check(golden("float64_animeganv2_hayao_512_align_corners"), animeGan, backend, FLOAT64_TOLERANCE);
        check(golden("float64_cartoongan_hayao_512"), cartoonGan("Hayao_net_G_float.pth"), backend, FLOAT64_TOLERANCE);
    }

    private static Generator cartoonGan(String name) throws IOException {
        StateDict weights = Checkpoints.read(SharedWeights.file(name));
        Generator generator = Architectures.of(weights).build(weights);
        assertThat(generator.format().order()).isEqualTo(ChannelOrder.BGR);
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
