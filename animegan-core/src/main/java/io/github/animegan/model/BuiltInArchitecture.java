package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;
import java.util.function.BiFunction;

/** The architectures that this library defines. */
enum BuiltInArchitecture implements Architecture {
    /** pix2pix' generator: {@code model.model.0.weight}, ... */
    UNET("UnetGenerator", UnetGenerator.FIRST_KEY, UnetGenerator::of),
    /** The generator of CycleGAN, CUT and pix2pixHD: {@code model.1.weight}, ... */
    RESNET("ResnetGenerator", ResnetGenerator.FIRST_KEY, ResnetGenerator::of),
    /** CartoonGAN's generator: {@code conv01_1.weight}, ... */
    CARTOON_GAN("CartoonGanGenerator", CartoonGanGenerator.FIRST_KEY, CartoonGanGenerator::of),
    /** AnimeGANv2's generator: {@code block_a.0.1.weight}, ... */
    ANIME_GAN_V2("AnimeGanV2Generator", AnimeGanV2Generator.FIRST_KEY, AnimeGanV2Generator::of),
    /** AnimeGAN of 2019, as ptran1203/pytorch-animeGAN trains it: {@code encode_blocks.0.conv.weight}, ... */
    TRAINER_V1("AnimeGanGenerator", TrainerGenerators.V1_FIRST_KEY, TrainerGenerators::v1),
    /** AnimeGANv2, as the same trains it: {@code conv_block1.0.conv.weight}, ... */
    TRAINER_V2("AnimeGanV2TrainerGenerator", TrainerGenerators.V2_FIRST_KEY, TrainerGenerators::v2),
    /** White-box Cartoonization's generator: {@code initial_down.0.weight}, ... */
    WHITE_BOX("WhiteBoxGenerator", WhiteBoxGenerator.FIRST_KEY, WhiteBoxGenerator::of),
    /** Fast style transfer's network: {@code conv1.conv2d.weight}, ... */
    TRANSFORMER_NET("TransformerNetGenerator", TransformerNetGenerator.FIRST_KEY, TransformerNetGenerator::of),
    /** This project's own generator: {@code down1.weight}, ... */
    LOCAL("LocalGenerator", LocalGenerator.FIRST_KEY, LocalGenerator::of);

    private final String title;
    private final String firstKey;

    @SuppressWarnings("ImmutableEnumChecker") // A method reference holds nothing.
    private final BiFunction<StateDict, String, Generator> definition;

    BuiltInArchitecture(String title, String firstKey, BiFunction<StateDict, String, Generator> definition) {
        this.title = title;
        this.firstKey = firstKey;
        this.definition = definition;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String firstKey() {
        return firstKey;
    }

    @Override
    public Generator build(StateDict weights) {
        return definition.apply(weights, title);
    }
}
