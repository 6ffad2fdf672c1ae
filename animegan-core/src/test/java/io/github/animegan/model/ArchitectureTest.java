package io.github.animegan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
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
    void stateDict_isRecognizedAndBuilt(Architecture architecture) {
        StateDict dict = StateDict.of(tensorsOf(architecture));
        assertThat(Architecture.of(dict)).isEqualTo(architecture);
        Generator generator = architecture.build(dict, Upsampling.ALIGN_CORNERS);
        assertThat(generator.architecture()).isEqualTo(architecture.title());
        assertThat(generator.sizeMultiple()).isEqualTo(architecture == Architecture.LOCAL ? 4 : 1);
        assertThat(generator.receptiveField().isPresent()).isEqualTo(architecture == Architecture.LOCAL);
        assertThat(generator.channelOrder())
                .isEqualTo(architecture == Architecture.CARTOON_GAN ? ChannelOrder.BGR : ChannelOrder.RGB);
    }

    @ParameterizedTest
    @EnumSource
    void generator_holdsEveryTensorOfItsStateDict(Architecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        List<Tensor> held = flatten(architecture
                        .build(StateDict.of(tensors), Upsampling.HALF_PIXEL)
                        .layers())
                .stream()
                .flatMap(layer -> tensorsIn(layer).stream())
                .toList();
        // Tensors are equal by their elements: it is each array that must be there, once.
        assertThat(held)
                .usingElementComparator((a, b) -> a.data() == b.data() ? 0 : 1)
                .containsExactlyInAnyOrderElementsOf(tensors.values());
    }

    @ParameterizedTest
    @CsvSource({"4,2,conv_block", "6,3,block", "8,0,block", "1,9,conv_block"})
    void resnet_ofAnyWidthAndDepth_readsBothFromTheWeights(int width, int blocks, String blockName) {
        Generator generator =
                Architecture.RESNET.build(StateDict.of(TinyStateDicts.resnet(width, blocks, blockName)), anyMode());
        assertThat(generator.layers()).filteredOn(Residual.class::isInstance).hasSize(blocks);
        assertThat(generator.layers())
                .filteredOn(TransposedConvolution.class::isInstance)
                .hasSize(2);
        Convolution stem = (Convolution) generator.layers().get(1);
        assertThat(stem.weight().shape().size(0)).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"16,6,1,63", "4,0,0,11", "8,2,3,39"})
    void local_ofAnyWidthAndDepth_readsThemFromTheWeights(int width, int blocks, int refine, int reach) {
        Generator generator =
                Architecture.LOCAL.build(StateDict.of(TinyStateDicts.local(width, blocks, refine)), anyMode());
        List<Layer> layers = flatten(generator.layers());
        assertThat(layers).filteredOn(Convolution.class::isInstance).hasSize(4 + 2 * (blocks + refine));
        assertThat(layers).filteredOn(TransposedConvolution.class::isInstance).hasSize(2);
        assertThat(generator.receptiveField().orElseThrow().reach()).isEqualTo(reach);
    }

    @Test
    void resnet_trainedWithDropOut_hasItsSecondConvolutionOnePlaceOn() {
        Map<String, Tensor> tensors = TinyStateDicts.resnet(4, 2, "conv_block");
        rename(tensors, ".conv_block.5.", ".conv_block.6.");
        Generator generator = Architecture.RESNET.build(StateDict.of(tensors), anyMode());
        assertThat(generator.layers()).filteredOn(Residual.class::isInstance).hasSize(2);
    }

    @Test
    void resnet_withNormWeightsAndRunningStatistics_takesTheWeightsAndIgnoresTheStatistics() {
        Map<String, Tensor> tensors = TinyStateDicts.resnet(4, 1, "conv_block");
        tensors.put("model.2.weight", Tensor.zeros(4));
        tensors.put("model.2.bias", Tensor.zeros(4));
        tensors.put("model.10.conv_block.6.weight", Tensor.zeros(16));
        for (String norm : List.of("model.2", "model.5", "model.10.conv_block.2", "model.10.conv_block.6")) {
            tensors.put(norm + ".running_mean", Tensor.zeros(3));
            tensors.put(norm + ".running_var", Tensor.zeros(3));
            tensors.put(norm + ".num_batches_tracked", Tensor.zeros());
        }
        Generator generator = Architecture.RESNET.build(StateDict.of(tensors), anyMode());
        InstanceNorm first = (InstanceNorm) generator.layers().get(2);
        assertThat(first.scale()).isSameAs(tensors.get("model.2.weight"));
        assertThat(first.shift()).isSameAs(tensors.get("model.2.bias"));
    }

    @ParameterizedTest
    @EnumSource
    void animeGanV2_upSamplesAsAskedFor(Upsampling mode) {
        Generator generator = Architecture.ANIME_GAN_V2.build(StateDict.of(TinyStateDicts.animeGanV2(4)), mode);
        assertThat(generator.layers())
                .filteredOn(Upsample.class::isInstance)
                .containsExactly(new Upsample(mode, 2), new Upsample(mode, 1));
        assertThat(generator.sizeMultiple()).isEqualTo(mode == Upsampling.ALIGN_CORNERS ? 1 : 4);
    }

    @Test
    void unknownStateDict_isRefusedNamingKnownFirstKeysAndItsOwn() {
        StateDict dict = StateDict.of(Map.of("conv1.weight", Tensor.zeros(1)));
        assertThatThrownBy(() -> Architecture.of(dict))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContainingAll(
                        "model.1.weight", "conv01_1.weight", "block_a.0.1.weight", "unexpected conv1.weight");
    }

    @Test
    void emptyStateDict_fitsNoArchitecture() {
        StateDict empty = StateDict.of(Map.of());
        assertThatThrownBy(() -> Architecture.of(empty)).isInstanceOf(StateDictMismatchException.class);
        for (Architecture architecture : Architecture.values()) {
            assertThatThrownBy(() -> architecture.build(empty, anyMode()))
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("missing")
                    .hasMessageContaining(architecture.title());
        }
    }

    /** Every key by itself is missed, and named. Only the biases of CycleGAN's form may be missing. */
    @ParameterizedTest
    @EnumSource
    void missingKey_isNamedWithItsShape(Architecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        for (Map.Entry<String, Tensor> missing : tensors.entrySet()) {
            String key = missing.getKey();
            if (architecture == Architecture.LOCAL && key.matches("(blocks|refine)\\.\\d\\.conv1\\.weight")) {
                continue; // By it the block is found; the rest of the block is then unexpected.
            }
            if (architecture == Architecture.RESNET && (key.endsWith(".bias") || key.contains("conv_block.1."))) {
                continue;
            }
            Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
            rest.remove(key);
            assertThatThrownBy(() -> architecture.build(StateDict.of(rest), anyMode()))
                    .as("without %s", key)
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("missing " + key + " [");
        }
    }

    @ParameterizedTest
    @EnumSource
    void misshapenTensor_isNamedWithBothShapes(Architecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        String last = List.copyOf(tensors.keySet()).get(tensors.size() - 1);
        String shape = StateDict.of(tensors).get(last).shape().toString();
        tensors.put(last, Tensor.zeros(3, 99));
        assertThatThrownBy(() -> architecture.build(StateDict.of(tensors), anyMode()))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContaining("misshapen " + last + " [3, 99] instead of " + shape);
    }

    @ParameterizedTest
    @EnumSource
    void firstTensorWithoutTheAxisOfTheWidth_isNamed(Architecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        String first = tensors.keySet().iterator().next();
        for (Tensor odd : List.of(Tensor.zeros(), Tensor.zeros(0, 3, 7, 7), Tensor.zeros(5))) {
            tensors.put(first, odd);
            assertThatThrownBy(() -> architecture.build(StateDict.of(tensors), anyMode()))
                    .isInstanceOf(StateDictMismatchException.class)
                    .hasMessageContaining("misshapen " + first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void unexpectedKeys_areNamedUpToTen(Architecture architecture) {
        Map<String, Tensor> tensors = tensorsOf(architecture);
        for (int i = 0; i < 13; i++) {
            tensors.put("extra" + i + ".weight", Tensor.zeros(1));
        }
        assertThatThrownBy(() -> architecture.build(StateDict.of(tensors), anyMode()))
                .isInstanceOf(StateDictMismatchException.class)
                .hasMessageContaining("unexpected extra0.weight")
                .hasMessageContaining("unexpected extra9.weight")
                .hasMessageContaining("and 3 more")
                .hasMessageNotContaining("extra10");
    }

    private static Map<String, Tensor> tensorsOf(Architecture architecture) {
        return switch (architecture) {
            case RESNET -> TinyStateDicts.resnet(4, 2, "conv_block");
            case CARTOON_GAN -> TinyStateDicts.cartoonGan(4);
            case ANIME_GAN_V2 -> TinyStateDicts.animeGanV2(4);
            case LOCAL -> TinyStateDicts.local(4, 2, 1);
        };
    }

    private static Upsampling anyMode() {
        return Upsampling.TF1_LEGACY;
    }

    private static void rename(Map<String, Tensor> tensors, String part, String replacement) {
        Map<String, Tensor> renamed = new LinkedHashMap<>();
        tensors.forEach((key, tensor) -> renamed.put(key.replace(part, replacement), tensor));
        tensors.clear();
        tensors.putAll(renamed);
    }

    private static List<Layer> flatten(List<Layer> layers) {
        return layers.stream()
                .flatMap(layer -> layer instanceof Residual residual
                        ? flatten(residual.body()).stream()
                        : List.of(layer).stream())
                .toList();
    }

    /** The tensors of a layer's record components. */
    private static List<Tensor> tensorsIn(Layer layer) {
        return Arrays.stream(layer.getClass().getRecordComponents())
                .filter(component -> component.getType() == Tensor.class)
                .map(component -> {
                    try {
                        return (Tensor) component.getAccessor().invoke(layer);
                    } catch (ReflectiveOperationException e) {
                        throw new LinkageError(e.getMessage(), e);
                    }
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
