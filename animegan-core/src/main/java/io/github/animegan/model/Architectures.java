package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The architectures there are: the built-in ones by name, and all of them to find one that fits a state dict. */
public final class Architectures {
    /** CycleGAN's generator. */
    public static final Architecture RESNET = BuiltInArchitecture.RESNET;

    /** CartoonGAN's generator. */
    public static final Architecture CARTOON_GAN = BuiltInArchitecture.CARTOON_GAN;

    /** AnimeGANv2's generator. */
    public static final Architecture ANIME_GAN_V2 = BuiltInArchitecture.ANIME_GAN_V2;

    /** This project's own generator. */
    public static final Architecture LOCAL = BuiltInArchitecture.LOCAL;

    private Architectures() {}

    /** {@return all architectures: the built-in ones, then those of other providers} */
    public static List<Architecture> all() {
        List<Architecture> all = new ArrayList<>(Arrays.asList(BuiltInArchitecture.values()));
        ServiceLoader.load(Architecture.class, Architecture.class.getClassLoader())
                .forEach(all::add);
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null && context != Architecture.class.getClassLoader()) {
            ServiceLoader.load(Architecture.class, context).stream()
                    .filter(provider -> all.stream().noneMatch(known -> known.getClass() == provider.type()))
                    .forEach(provider -> all.add(provider.get()));
        }
        return all;
    }

    /**
     * {@return the architecture of these weights}
     *
     * @param weights as a checkpoint has them
     * @throws StateDictMismatchException if none of {@link #all} recognizes them
     */
    public static Architecture of(StateDict weights) {
        List<Architecture> all = all();
        return all.stream()
                .filter(architecture -> architecture.recognizes(weights))
                .findFirst()
                .orElseThrow(() -> unknown(weights, all));
    }

    private static StateDictMismatchException unknown(StateDict weights, List<Architecture> all) {
        List<String> keys =
                weights.keys().stream().map(key -> "unexpected " + key).toList();
        String known = all.stream()
                .map(architecture -> architecture.title() + " (missing " + architecture.firstKey() + ")")
                .collect(Collectors.joining(", "));
        return new StateDictMismatchException("the state dict fits none of " + known, keys);
    }
}
