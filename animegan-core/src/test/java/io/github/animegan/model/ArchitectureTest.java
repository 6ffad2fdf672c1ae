package io.github.animegan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Arithmetic;
import io.github.animegan.network.Op.Convolution;
import io.github.animegan.network.Op.InstanceNorm;
import io.github.animegan.network.Op.ResizeLike;
import io.github.animegan.network.Op.TransposedConvolution;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {
    @ParameterizedTest
    @EnumSource
    void stateDict_isRecognizedAndBuilt(BuiltInArchitecture architecture) {
        StateDict dict = StateDict.of(tensorsOf(architecture));
        assertThat(Architectures.of(dict)).isEqualTo(architecture);
        Generator generator = architecture.build(dict);
        assertThat(generator.architecture()).isEqualTo(architecture.title());
        assertThat(generator.format().sizeMultiple()).isEqualTo(sizeMultiple(architecture));
        assertThat(generator.receptiveField().isPresent())
                .isEqualTo(architecture == BuiltInArchitecture.LOCAL || architecture == BuiltInArchitecture.WHITE_BOX);
        assertThat(generator.format().order())
                .isEqualTo(architecture == Architectures.CARTOON_GAN ? ChannelOrder.BGR : ChannelOrder.RGB);
    }

    @ParameterizedTest
    @EnumSource
    void generator_holdsEveryTensorOfItsStateDict(BuiltInArchitecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        List<Tensor> held = ops(architecture.build(StateDict.of(tensors))).stream()
                .flatMap(op -> tensorsIn(op).stream())
                .toList();
        // Tensors are equal by their elements: it is each array that must be there, once.
        assertThat(held)
                .usingElementComparator((a, b) -> a.data() == b.data() ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(tensors.values());
    }

    @ParameterizedTest
    @CsvSource({"4,2,conv_block", "6,3,block", "8,0,block", "1,9,conv_block"})
    void resnet_ofAnyWidthAndDepth_readsBothFromTheWeights(int width, int blocks, String blockName) {
        Generator generator = Architectures.RESNET.build(StateDict.of(TinyStateDicts.resnet(width, blocks, blockName)));
        assertThat(ops(generator)).filteredOn(Arithmetic.class::isInstance).hasSize(blocks);
        assertThat(ops(generator))
                .filteredOn(TransposedConvolution.class::isInstance)
                .hasSize(2);
        Convolution stem = (Convolution) ops(generator).get(2);
        assertThat(stem.weight().shape().size(0)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"16,6,1,65", "4,0,0,13", "8,2,3,41"})
    void local_ofAnyWidthAndDepth_readsThemFromTheWeights(int width, int blocks, int refine, int reach) {
        Generator generator = Architectures.LOCAL.build(StateDict.of(TinyStateDicts.local(width, blocks, refine)));
        List<Op> layers = ops(generator);
        assertThat(layers).filteredOn(Convolution.class::isInstance).hasSize(3 + 2 * (blocks + refine));
        assertThat(layers).filteredOn(TransposedConvolution.class::isInstance).hasSize(1);
        assertThat(generator.receptiveField().orElseThrow().reach()).isEqualTo(reach);
    }

    @Test
    void resnet_trainedWithDropOut_hasItsSecondConvolutionOnePlaceOn() {
        Map<String, Tensor> tensors = TinyStateDicts.resnet(4, 2, "conv_block");
        rename(tensors, ".conv_block.5.", ".conv_block.6.");
        Generator generator = Architectures.RESNET.build(StateDict.of(tensors));
        assertThat(ops(generator)).filteredOn(Arithmetic.class::isInstance).hasSize(2);
    }

    /** Old versions of PyTorch stored statistics of instance norms, which have no weights, and never used them. */
    @Test
    void resnet_withRunningStatisticsAlone_ignoresThem() {
        Map<String, Tensor> tensors = TinyStateDicts.resnet(4, 1, "conv_block");
        for (String norm : List.of("model.2", "model.5", "model.10.conv_block.2", "model.10.conv_block.6")) {
            tensors.put(norm + ".running_mean", Tensor.zeros(3));
            tensors.put(norm + ".running_var", Tensor.zeros(3));
            tensors.put(norm + ".num_batches_tracked", Tensor.zeros());
        }
        InstanceNorm first = (InstanceNorm)
                ops(Architectures.RESNET.build(StateDict.of(tensors))).get(3);
        assertThat(first.scale()).isNull();
    }

    @Test
    void resnet_withBatchNorm_usesTheRunningStatisticsOrThoseOfThePicture() {
        Map<String, Tensor> tensors = TinyStateDicts.resnet(4, 1, "conv_block");
        tensors.put("model.2.weight", Tensor.of(Shape.of(4), new float[] {2, 2, 2, 2}));
        tensors.put("model.2.bias", Tensor.of(Shape.of(4), new float[] {1, 1, 1, 1}));
        tensors.put("model.2.running_mean", Tensor.of(Shape.of(4), new float[] {3, 3, 3, 3}));
        tensors.put("model.2.running_var", Tensor.of(Shape.of(4), new float[] {4, 4, 4, 4}));
        StateDict weights = StateDict.of(tensors);

        Op.Affine running = (Op.Affine) ops(Architectures.RESNET.build(weights)).get(3);
        assertThat(running.scale().data()[0]).isEqualTo(1, within(1e-5f)); // 2 / sqrt(4)
        assertThat(running.shift().data()[0]).isEqualTo(-2, within(1e-5f)); // 1 - 3 * 1

        InstanceNorm picture = (InstanceNorm)
                ops(Architectures.RESNET.build(BatchNorm.PICTURE.in(weights))).get(3);
        assertThat(picture.scale()).isSameAs(tensors.get("model.2.weight"));
        assertThat(picture.shift()).isSameAs(tensors.get("model.2.bias"));
    }

    @ParameterizedTest
    @EnumSource
    void animeGanV2_upSamplesAsAskedFor(Upsampling mode) {
        Generator generator = Architectures.ANIME_GAN_V2.build(mode.in(StateDict.of(TinyStateDicts.animeGanV2(4))));
        assertThat(ops(generator))
                .filteredOn(ResizeLike.class::isInstance)
                .containsExactly(new ResizeLike(mode.mode()), new ResizeLike(mode.mode()));
        assertThat(generator.format().sizeMultiple()).isEqualTo(mode == Upsampling.ALIGN_CORNERS ? 1 : 4);
    }

    @Test
    void unknownStateDict_isRefusedNamingKnownFirstKeysAndItsOwn() {
        StateDict dict = StateDict.of(Map.of("conv1.weight", Tensor.zeros(1)));
        assertThatThrownBy(() -> Architectures.of(dict))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContainingAll(
                        "model.1.weight", "conv01_1.weight", "block_a.0.1.weight", "unexpected conv1.weight");
    }

    @Test
    void emptyStateDict_fitsNoArchitecture() {
        StateDict empty = StateDict.of(Map.of());
        assertThatThrownBy(() -> Architectures.of(empty)).isInstanceOf(StateDictMismatchException.class);
        for (Architecture architecture : BuiltInArchitecture.values()) {
            assertThatThrownBy(() -> architecture.build(empty))
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("missing")
                    .hasMessageContaining(architecture.title());
        }
    }

    /** Every key by itself is missed, and named, but for those that may be missing. */
    @ParameterizedTest
    @EnumSource
    void missingKey_isNamedWithItsShape(BuiltInArchitecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        for (Map.Entry<String, Tensor> missing : tensors.entrySet()) {
            String key = missing.getKey();
            if (key.matches(mayBeMissing(architecture))) {
                continue;
            }
            Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
            rest.remove(key);
            assertThatThrownBy(() -> architecture.build(StateDict.of(rest)))
                    .as("without %s", key)
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("missing " + key + " [");
        }
    }

    @ParameterizedTest
    @EnumSource
    void misshapenTensor_isNamedWithBothShapes(BuiltInArchitecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        String last = List.copyOf(tensors.keySet()).get(tensors.size() - 1);
        String shape = StateDict.of(tensors).get(last).shape().toString();
        tensors.put(last, Tensor.zeros(3, 99));
        assertThatThrownBy(() -> architecture.build(StateDict.of(tensors)))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContaining("misshapen " + last + " [3, 99] instead of " + shape);
    }

    @ParameterizedTest
    @EnumSource
    void firstTensorWithoutTheAxisOfTheWidth_isNamed(BuiltInArchitecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        String first = tensors.keySet().iterator().next();
        for (Tensor odd : List.of(Tensor.zeros(), Tensor.zeros(0, 3, 7, 7), Tensor.zeros(5))) {
            tensors.put(first, odd);
            assertThatThrownBy(() -> architecture.build(StateDict.of(tensors)))
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("misshapen " + first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unexpectedKeys_areNamedUpToTen(BuiltInArchitecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        for (int i = 0; i < 13; i++) {
            tensors.put("extra" + i + ".weight", Tensor.zeros(1));
        }
        assertThatThrownBy(() -> architecture.build(StateDict.of(tensors)))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContaining("unexpected extra0.weight")
                .hasMessageContaining("unexpected extra9.weight")
                .hasMessageContaining("and 3 more")
                .hasMessageNotContaining("extra10");
    }

    static Map<String, Tensor> tensorsOf(BuiltInArchitecture architecture) {
        return switch (architecture) {
            case RESNET -> TinyStateDicts.resnet(4, 2, "conv_block");
            case CARTOON_GAN -> TinyStateDicts.cartoonGan(4);
            case ANIME_GAN_V2 -> TinyStateDicts.animeGanV2(4);
            case LOCAL -> TinyStateDicts.local(4, 2, 1);
            case UNET -> TinyStateDicts.unet(4);
            case TRAINER_V1 -> TinyStateDicts.trainerV1(4);
            case TRAINER_V2 -> TinyStateDicts.trainerV2(4);
            case WHITE_BOX -> TinyStateDicts.whiteBox(4);
            case TRANSFORMER_NET -> TinyStateDicts.transformerNet(4);
        };
    }

    private static int sizeMultiple(BuiltInArchitecture architecture) {
        return switch (architecture) {
            case RESNET, CARTOON_GAN, ANIME_GAN_V2, TRANSFORMER_NET -> 1;
            case LOCAL, TRAINER_V1, TRAINER_V2, WHITE_BOX -> 4;
            case UNET -> 8;
        };
    }

    /** The keys that are optional, and those by which a block is found: without one, the rest of the block is unexpected. */
    private static String mayBeMissing(BuiltInArchitecture architecture) {
        return switch (architecture) {
            case RESNET -> ".*\\.bias|model\\.([47]|1[25])\\.weight|.*conv_block\\.1\\..*";
            case CARTOON_GAN, ANIME_GAN_V2 -> "";
            case LOCAL -> "(blocks|leave1)\\.\\d\\.conv1\\.weight";
            case UNET -> ".*\\.bias|.*\\.model\\.3\\.model\\.1\\.weight";
            case TRAINER_V1 -> "res_blocks\\.\\d\\.conv_block\\.conv\\.weight";
            case TRAINER_V2 -> ".*norm\\.(weight|bias)|res_blocks\\.\\d\\.conv_block2?\\.conv\\.weight";
            case WHITE_BOX -> ".*\\.bias|res_blocks\\.\\d\\.block\\.0\\.weight";
            case TRANSFORMER_NET -> ".*\\.bias|(.*\\.)?in\\d\\.weight|res\\d\\.conv1\\.conv2d\\.weight";
        };
    }

    private static void rename(Map<String, Tensor> tensors, String part, String replacement) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> renamed.put(key.replace(part, replacement), tensor));
        tensors.clear();
        tensors.putAll(renamed);
    }

    private static List<Op> ops(Generator generator) {
        return generator.network().nodes().stream().map(Network.Node::op).toList();
    }

    /** The tensors of an op's record components. */
    private static List<Tensor> tensorsIn(Op op) {
        return Arrays.stream(op.getClass().getRecordComponents())
                .filter(component -> component.getType() == Tensor.class)
                .map(component -> {
                    try {
                        return (Tensor) component.getAccessor().invoke(op);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
