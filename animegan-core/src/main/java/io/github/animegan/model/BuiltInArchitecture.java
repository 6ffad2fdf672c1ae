package io.github.animegan.model;

import io.github.animegan.tensor.StateDict;

/** The architectures that this library defines. */
enum BuiltInArchitecture implements Architecture {
    /** pix2pix' generator: {@code model.model.0.weight}, ... */
    UNET("UnetGenerator", UnetGenerator.FIRST_KEY),
    /** The generator of CycleGAN, CUT and pix2pixHD: {@code model.1.weight}, ... */
    RESNET("ResnetGenerator", ResnetGenerator.FIRST_KEY),
    /** CartoonGAN's generator: {@code conv01_1.weight}, ... */
    CARTOON_GAN("CartoonGanGenerator", CartoonGanGenerator.FIRST_KEY),
    /** AnimeGANv2's generator: {@code block_a.0.1.weight}, ... */
    ANIME_GAN_V2("AnimeGanV2Generator", AnimeGanV2Generator.FIRST_KEY),
    /** AnimeGAN of 2019, as ptran1203/pytorch-animeGAN trains it: {@code encode_blocks.0.conv.weight}, ... */
    TRAINER_V1("AnimeGanGenerator", TrainerGenerators.V1_FIRST_KEY),
    /** AnimeGANv2, as the same trains it: {@code conv_block1.0.conv.weight}, ... */
    TRAINER_V2("AnimeGanV2TrainerGenerator", TrainerGenerators.V2_FIRST_KEY),
    /** White-box Cartoonization's generator: {@code initial_down.0.weight}, ... */
    WHITE_BOX("WhiteBoxGenerator", WhiteBoxGenerator.FIRST_KEY),
    /** Fast style transfer's network: {@code conv1.conv2d.weight}, ... */
    TRANSFORMER_NET("TransformerNetGenerator", TransformerNetGenerator.FIRST_KEY),
    /** This project's own generator: {@code down1.weight}, ... */
    LOCAL("LocalGenerator", LocalGenerator.FIRST_KEY);

    private final String title;
    private final String firstKey;

    BuiltInArchitecture(String title, String firstKey) {
        this.title = title;
        this.firstKey = firstKey;
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
        return switch (this) {
            case UNET -> UnetGenerator.of(weights, title);
            case RESNET -> ResnetGenerator.of(weights, title);
            case CARTOON_GAN -> CartoonGanGenerator.of(weights, title);
            case ANIME_GAN_V2 -> AnimeGanV2Generator.of(weights, title);
            case TRAINER_V1 -> TrainerGenerators.v1(weights, title);
            case TRAINER_V2 -> TrainerGenerators.v2(weights, title);
            case WHITE_BOX -> WhiteBoxGenerator.of(weights, title);
            case TRANSFORMER_NET -> TransformerNetGenerator.of(weights, title);
            case LOCAL -> LocalGenerator.of(weights, title);
        };
    }
}
