package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The generators this library knows. Each recognises its own state dicts by their keys. */
public enum Architecture {
    /** CycleGAN's generator: {@code model.1.weight}, ... */
    RESNET(ResnetGenerator.NAME, "model.1.weight") {
        @Override
        public Generator build(StateDict weights, Upsampling upsampling) {
            return ResnetGenerator.of(weights);
        }
    },
    /** CartoonGAN's generator: {@code conv01_1.weight}, ... */
    CARTOON_GAN(CartoonGanGenerator.NAME, "conv01_1.weight") {
        @Override
        public Generator build(StateDict weights, Upsampling upsampling) {
            return CartoonGanGenerator.of(weights);
        }
    },
    /** AnimeGANv2's generator: {@code block_a.0.1.weight}, ... */
    ANIME_GAN_V2(AnimeGanV2Generator.NAME, "block_a.0.1.weight") {
        @Override
        public Generator build(StateDict weights, Upsampling upsampling) {
            return AnimeGanV2Generator.of(weights, upsampling);
        }
    },
    /** This project's own generator: {@code stem.weight}, ... */
    LOCAL(LocalGenerator.NAME, "stem.weight") {
        @Override
        public Generator build(StateDict weights, Upsampling upsampling) {
            return LocalGenerator.of(weights);
        }
    };

    private final String title;
    private final String firstKey;

    Architecture(String title, String firstKey) {
        this.title = title;
        this.firstKey = firstKey;
    }

    /** The name of its generator, such as {@code AnimeGanV2Generator}. */
    public String title() {
        return title;
    }

    /**
     * The network of these weights.
     *
     * @param upsampling how it up-samples, for the architectures that do so by interpolation; others ignore it
     * @throws StateDictMismatchException naming the keys that are missing, misshapen or unexpected
     */
    public abstract Generator build(StateDict weights, Upsampling upsampling);

    /**
     * The architecture of these weights, judged by the key of their first layer.
     *
     * @throws StateDictMismatchException if it is none of the known ones
     */
    public static Architecture of(StateDict weights) {
        return Arrays.stream(values())
                .filter(architecture -> weights.find(architecture.firstKey).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(weights));
    }

    private static StateDictMismatchException unknown(StateDict weights) {
        List<String> keys =
                weights.keys().stream().map(key -> "unexpected " + key).toList();
        String known = Arrays.stream(values())
                .map(architecture -> architecture.title + " (missing " + architecture.firstKey + ")")
                .collect(Collectors.joining(", "));
        return new StateDictMismatchException("the state dict fits none of " + known, keys);
    }
}
