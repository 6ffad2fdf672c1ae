package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import java.util.function.Supplier;

/**
 * AnimeGAN's two generators as ptran1203/pytorch-animeGAN trains them; its files keep them under {@code model_state_dict}. Any
 * width.
 *
 * <p>Source: J. Chen, G. Liu, X. Chen, "AnimeGAN: A Novel Lightweight GAN for Photo Animation", ISICA 2019, and
 * TachibanaYoshino/AnimeGANv2.
 */
final class TrainerGenerators {
    static final String V1_FIRST_KEY = "encode_blocks.0.conv.weight";
    static final String V2_FIRST_KEY = "conv_block1.0.conv.weight";

    private static final int SIZE_MULTIPLE = 4;

    private TrainerGenerators() {}

    /** AnimeGAN of 2019: {@code GeneratorV1}. */
    static Generator v1(StateDict stateDict, String name) {
        TrainerLayers layers = new TrainerLayers(stateDict, false);
        return generator(layers, name, () -> v1(layers));
    }

    private static Network v1(TrainerLayers layers) {
        NetworkBuilder network = new NetworkBuilder();
        Value y = network.input("input", 3); //                   [h, w, 3]
        y = layers.convBlock("encode_blocks.0", y, 1); //         [h, w, c]
        y = layers.convBlock("encode_blocks.1", y, 1); //         [h, w, 2 c]
        y = layers.down("encode_blocks.2", y); //                 [h/2, w/2, 2 c]
        y = layers.convBlock("encode_blocks.3", y, 1);
        y = layers.separable("encode_blocks.4", y, 1); //         [h/2, w/2, 4 c]
        y = layers.down("encode_blocks.5", y); //                 [h/4, w/4, 4 c]
        y = layers.convBlock("encode_blocks.6", y, 1);

        for (int i = 0; layers.has("res_blocks." + i + ".conv_block.conv.weight"); i++) {
            y = layers.invertedResidual("res_blocks." + i, y);
        }

        y = layers.convBlock("decode_blocks.0", y, 1); //         [h/4, w/4, 2 c]
        y = layers.up("decode_blocks.1", y); //                   [h/2, w/2, 2 c]
        y = layers.separable("decode_blocks.2", y, 1);
        y = layers.convBlock("decode_blocks.3", y, 1);
        y = layers.up("decode_blocks.4", y); //                   [h, w, 2 c]
        y = layers.convBlock("decode_blocks.5", y, 1); //         [h, w, c]
        y = layers.convBlock("decode_blocks.6", y, 1);
        y = layers.conv("decode_blocks.7", y, 1).tanh(); //       [h, w, 3]
        return network.output("output", y).build();
    }

    /** AnimeGANv2: {@code GeneratorV2}, with layer norm over the whole map; at first, over single pixels. */
    static Generator v2(StateDict stateDict, String name) {
        boolean isFirstVersion =
                stateDict.find("upsample1.0.conv_block.conv.weight").isPresent();
        TrainerLayers layers = new TrainerLayers(stateDict, isFirstVersion);
        ResizeMode resizing =
                Upsampling.of(stateDict).orElse(Upsampling.HALF_PIXEL).mode();
        return generator(layers, name, () -> v2(layers, isFirstVersion, resizing));
    }

    private static Network v2(TrainerLayers layers, boolean isFirstVersion, ResizeMode resizing) {
        NetworkBuilder network = new NetworkBuilder();
        Value y = network.input("input", 3); //                   [h, w, 3]
        y = layers.convBlock("conv_block1.0", y, 1); //           [h, w, c]
        y = layers.convBlock("conv_block1.1", y, 2); //           [h/2, w/2, 2 c]
        y = layers.convBlock("conv_block1.2", y, 1);
        y = layers.convBlock("conv_block2.0", y, 2); //           [h/4, w/4, 4 c]
        y = layers.convBlock("conv_block2.1", y, 1);

        y = layers.convBlock("res_blocks.0", y, 1);
        int block = 1;
        for (; layers.has("res_blocks." + block + ".conv_block.conv.weight"); block++) {
            y = layers.invertedResidual("res_blocks." + block, y); // [h/4, w/4, 8 c]
        }
        y = layers.convBlock("res_blocks." + block, y, 1); //     [h/4, w/4, 4 c]

        y = y.resize(resizing, 2); //                             [h/2, w/2, 4 c]
        String up1 = isFirstVersion ? "upsample1" : "conv_block3";
        String up2 = isFirstVersion ? "upsample2" : "conv_block4";
        String first = isFirstVersion ? ".0.conv_block" : ".0";
        y = layers.convBlock(up1 + first, y, 1);
        y = layers.convBlock(up1 + ".1", y, 1);
        y = y.resize(resizing, 2); //                             [h, w, 4 c]
        y = layers.convBlock(up2 + first, y, 1); //               [h, w, 2 c]
        y = layers.convBlock(up2 + ".1", y, 1);
        y = layers.convBlock(up2 + ".2", y, 1); //                [h, w, c]
        y = layers.conv("decode_blocks.0", y, 1).tanh(); //       [h, w, 3]
        return network.output("output", y).build();
    }

    private static Generator generator(TrainerLayers layers, String name, Supplier<Network> definition) {
        Network network = layers.network(name, definition);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, SIZE_MULTIPLE));
    }
}
