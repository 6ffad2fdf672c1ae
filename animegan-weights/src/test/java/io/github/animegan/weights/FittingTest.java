package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.animegan.model.Architectures;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints as people have them: under whatever names the weights lie, and whatever their keys begin with. */
class FittingTest {
    @TempDir
    private Path folder;

    private static StateDict resnet() throws IOException {
        return Checkpoints.read(Golden.committed("resnet_block.safetensors"));
    }

    private Checkpoint torch(Map<String, ?> content) throws IOException {
        return Checkpoints.open(Files.write(folder.resolve("weights.pth"), TorchFile.of(content)));
    }

    private static void assertIsResnet(StateDict weights) throws IOException {
        Fixtures.assertSame(weights, resnet());
        assertThat(Architectures.of(weights).build(weights).architecture()).isEqualTo("ResnetGenerator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_orig_mod.",
                "module._orig_mod.",
                "_orig_mod.module.",
                "model._orig_mod.",
                "generator.",
                "netG.",
                "G.x.y."
            })
    void prefixes_inAnyOrderAndNumber_areStrippedAndTold(String prefix) throws IOException {
        Map<String, Tensor> prefixed = TorchFile.prefixed(prefix, resnet());
        Checkpoint flat = torch(prefixed);
        assertIsResnet(flat.tensors());
        assertThat(flat.metadata()).containsExactly(Map.entry("checkpoint.prefix", prefix));

        Checkpoint wrapped = torch(Map.of("state_dict", prefixed, "epoch", 3));
        assertIsResnet(wrapped.tensors());
        assertThat(wrapped.metadata())
                .containsOnly(Map.entry("checkpoint.entry", "state_dict"), Map.entry("checkpoint.prefix", prefix));

        Path safetensors = folder.resolve("weights.safetensors");
        Checkpoints.writeSafetensors(safetensors, StateDict.of(prefixed), Map.of("from", "elsewhere"));
        Checkpoint other = Checkpoints.open(safetensors);
        assertIsResnet(other.tensors());
        assertThat(other.metadata())
                .containsOnly(Map.entry("from", "elsewhere"), Map.entry("checkpoint.prefix", prefix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"netG_A2B", "G", "gen", "netG", "generator_state_dict", "model_state_dict", "whatever"})
    void wrappers_underAnyName_areFoundAndTold(String name) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("epoch", 3);
        content.put("optimizer", Map.of("state", Map.of(), "param_groups", Map.of("lr", "1e-3")));
        content.put("netD", Map.of("model.0.weight", Tensor.zeros(8, 3, 4, 4)));
        content.put(name, resnet());
        Checkpoint checkpoint = torch(content);
        assertIsResnet(checkpoint.tensors());
        assertThat(checkpoint.metadata()).containsExactly(Map.entry("checkpoint.entry", name));
    }

    @Test
    void lightning_hasAllNetworksInOneDictionary() throws IOException {
        Map<String, Tensor> all = new LinkedHashMap<>(TorchFile.prefixed("net_g.module.", resnet()));
        all.put("net_d.0.weight", Tensor.zeros(4, 3, 4, 4));
        all.put("loss_weight", Tensor.zeros(1));
        Checkpoint checkpoint = torch(Map.of("state_dict", all, "pytorch-lightning_version", "2.1"));
        assertIsResnet(checkpoint.tensors());
        assertThat(checkpoint.metadata())
                .containsEntry("checkpoint.prefix", "net_g.module.")
                .containsEntry("checkpoint.unused", "2 tensors: loss_weight, net_d.*");
    }

    @Test
    void twoGenerators_areRefusedWithTheirNames_andOneCanBeChosen() throws IOException {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("netG_A2B", resnet());
        both.put("netG_B2A", Checkpoints.read(Golden.committed("resnet_conv_block.safetensors")));
        Path file = Files.write(folder.resolve("both.pth"), TorchFile.of(both));
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.open(file))
                .withMessageContaining("both.pth: holds 2 generators: \"netG_A2B, netG_B2A\"")
                .withMessageContaining("--entry");
        assertIsResnet(Checkpoints.open(file, "netG_A2B").tensors());
        Fixtures.assertSame(
                Checkpoints.open(file, "netG_B2A").tensors(),
                Checkpoints.read(Golden.committed("resnet_conv_block.safetensors")));
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.open(file, "netG"))
                .withMessageContaining("no weights called \"netG\"; there are \"netG_A2B, netG_B2A\"");
    }

    @Test
    void twoGeneratorsInOneDictionary_too() throws IOException {
        Map<String, Tensor> both = new LinkedHashMap<>(TorchFile.prefixed("G_A.", resnet()));
        both.putAll(TorchFile.prefixed("G_B.", resnet()));
        Path file = Files.write(folder.resolve("both.pth"), TorchFile.of(Map.of("state_dict", both)));
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.open(file))
                .withMessageContaining("\"state_dict.G_A, state_dict.G_B\"");
        assertIsResnet(Checkpoints.open(file, "G_B").tensors());
    }

    @Test
    void averagedWeights_comeBeforeThoseOfTheLastStep() throws IOException {
        Map<String, Object> both = new LinkedHashMap<>();
        both.put("params", Checkpoints.read(Golden.committed("resnet_conv_block.safetensors")));
        both.put("params_ema", resnet());
        Checkpoint checkpoint = torch(both);
        assertIsResnet(checkpoint.tensors());
        assertThat(checkpoint.metadata()).containsExactly(Map.entry("checkpoint.entry", "params_ema"));
    }

    @Test
    void withoutTensors_theFilesContentIsTold() throws IOException {
        byte[] file = TorchFile.of(Map.of("epoch", 3));
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.read(file, "log.pth"))
                .withMessage("log.pth: no state dict with tensors in it, but a dictionary with \"epoch\"");
    }

    @Test
    void wholeModulesAndTorchScript_giveTheirTensors() throws IOException {
        for (String name : List.of("whole_module_zip.pt", "whole_module_legacy.pt", "torchscript.pt")) {
            StateDict weights = Fixtures.read(name);
            assertThat(Architectures.of(weights).build(weights).architecture())
                    .as(name)
                    .isEqualTo("ResnetGenerator");
            assertThat(weights.metadata().get("checkpoint.module")).as(name).endsWith("Resnet");
        }
    }

    @Test
    void partsOfASplitCheckpoint_areNamed() throws IOException {
        Path part = folder.resolve("model-00001-of-00002.safetensors");
        Checkpoints.writeSafetensors(part, resnet(), Map.of());
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> Checkpoints.open(part))
                .withMessageContaining("part 1 of 2");
        Path whole = folder.resolve("model-00001-of-00001.safetensors");
        Checkpoints.writeSafetensors(whole, resnet(), Map.of());
        assertIsResnet(Checkpoints.open(whole).tensors());
    }

    @Test
    void widthsThatNoFileCanHold_takeNoMemory() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("model.1.weight", Tensor.zeros(40_000, 3, 1, 1));
        tensors.put("model.4.weight", Tensor.zeros(40_001, 40_000, 0, 0));
        long before = Allocation.bytesSoFar();
        StateDict weights = torch(tensors).tensors();
        assertThat(Allocation.bytesSoFar() - before).isLessThan(50 << 20);
        assertThat(weights.size()).isEqualTo(2);
    }
}
