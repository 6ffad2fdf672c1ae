package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;

/**
 * The generator of AnimeGANv2: inverted residual blocks at a quarter of the resolution, bilinear up-sampling, layer norm
 * (a group norm of one group) all over. Any width, read from the weights; the published ones have 32.
 *
 * <p>Source: J. Chen, G. Liu, X. Chen, "AnimeGAN: A Novel Lightweight GAN for Photo Animation", ISICA 2019, and its
 * successor TachibanaYoshino/AnimeGANv2; keys as in bryandlee/animegan2-pytorch.
 */
final class AnimeGanV2Generator {
    static final String FIRST_KEY = "block_a.0.1.weight";

    private static final Padding ONLY_AFTER = new Padding(PaddingMode.REFLECT, 0, 1, 0, 1);

    private final WeightReader weights;

    private AnimeGanV2Generator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict, String name) {
        Upsampling upsampling = Upsampling.of(stateDict).orElse(Upsampling.ALIGN_CORNERS);
        WeightReader weights = new WeightReader(stateDict);
        Network network = weights.network(name, () -> new AnimeGanV2Generator(weights).define(upsampling.mode()));
        // Only with aligned corners do the original's up-samplings return to an odd size.
        int multiple = upsampling == Upsampling.ALIGN_CORNERS ? 1 : 4;
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, multiple));
    }

    private Network define(ResizeMode mode) {
        NetworkBuilder network = new NetworkBuilder();
        int width = weights.size(FIRST_KEY, 0);

        Value x = network.input("input", 3); //                                              [h, w, 3]
        Value full = convNormRelu("block_a.0", x, Padding.reflect(3), width, 7, 1); //       [h, w, width]
        Value half = convNormRelu("block_a.1", full, ONLY_AFTER, 2 * width, 3, 2); //        [h/2, w/2, 2 width]
        half = convNormRelu("block_a.2", half, Padding.reflect(1), 2 * width, 3, 1);

        Value y = convNormRelu("block_b.0", half, ONLY_AFTER, 4 * width, 3, 2); //           [h/4, w/4, 4 width]
        y = convNormRelu("block_b.1", y, Padding.reflect(1), 4 * width, 3, 1);

        y = convNormRelu("block_c.0", y, Padding.reflect(1), 4 * width, 3, 1);
        y = invertedResidual("block_c.1", y, 8 * width); //                                  [h/4, w/4, 8 width]
        y = invertedResidual("block_c.2", y, 8 * width).plus(y);
        y = invertedResidual("block_c.3", y, 8 * width).plus(y);
        y = invertedResidual("block_c.4", y, 8 * width).plus(y);
        y = convNormRelu("block_c.5", y, Padding.reflect(1), 4 * width, 3, 1);

        y = y.resizeLike(half, mode); //                                                     [h/2, w/2, 4 width]
        y = convNormRelu("block_d.0", y, Padding.reflect(1), 4 * width, 3, 1);
        y = convNormRelu("block_d.1", y, Padding.reflect(1), 4 * width, 3, 1);

        y = y.resizeLike(x, mode); //                                                        [h, w, 4 width]
        y = convNormRelu("block_e.0", y, Padding.reflect(1), 2 * width, 3, 1);
        y = convNormRelu("block_e.1", y, Padding.reflect(1), 2 * width, 3, 1);
        y = convNormRelu("block_e.2", y, Padding.reflect(3), width, 7, 1); //                [h, w, width]

        y = pointwise("out_layer.0", y, 3).tanh(); //                                        [h, w, 3]
        return network.output("output", y).build();
    }

    private Value convNormRelu(String key, Value x, Padding padding, int out, int kernelSize, int stride) {
        Value y = x.pad(padding)
                .conv(weights.take(key + ".1.weight", out, x.channels(), kernelSize, kernelSize), null, stride);
        return layerNorm(key + ".2", y).leakyRelu(0.2f);
    }

    /** Widens by 1x1, filters each channel by 3x3, narrows by 1x1; the caller adds the input where the widths agree. */
    private Value invertedResidual(String key, Value x, int out) {
        int wide = 2 * x.channels();
        Value y = pointwise(key + ".layers.0.1", x, wide);
        y = layerNorm(key + ".layers.0.2", y).leakyRelu(0.2f);
        y = y.pad(Padding.reflect(1))
                .depthwiseConv(
                        weights.take(key + ".layers.1.1.weight", wide, 1, 3, 3),
                        weights.take(key + ".layers.1.1.bias", wide),
                        1);
        y = layerNorm(key + ".layers.1.2", y).leakyRelu(0.2f);
        y = pointwise(key + ".layers.2", y, out);
        return layerNorm(key + ".layers.3", y);
    }

    private Value pointwise(String key, Value x, int out) {
        return x.conv(weights.take(key + ".weight", out, x.channels(), 1, 1), null, 1);
    }

    private Value layerNorm(String key, Value x) {
        return x.groupNorm(
                1, 1e-5, weights.take(key + ".weight", x.channels()), weights.take(key + ".bias", x.channels()));
    }
}
