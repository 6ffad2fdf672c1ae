package io.github.animegan.model;

import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.tensor.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator of AnimeGANv2: inverted residual blocks at a quarter of the resolution, bilinear up-sampling, layer norm
 * (a group norm of one group) all over. Any width, read from the weights; the published ones have 32.
 *
 * <p>Source: J. Chen, G. Liu, X. Chen, "AnimeGAN: A Novel Lightweight GAN for Photo Animation", ISICA 2019, and its
 * successor TachibanaYoshino/AnimeGANv2; keys as in bryandlee/animegan2-pytorch.
 */
final class AnimeGanV2Generator {
    static final String NAME = "AnimeGanV2Generator";

    private final WeightReader weights;
    private final Upsampling upsampling;

    private AnimeGanV2Generator(WeightReader weights, Upsampling upsampling) {
        this.weights = weights;
        this.upsampling = upsampling;
    }

    static Generator of(StateDict stateDict, Upsampling upsampling) {
        WeightReader weights = new WeightReader(stateDict);
        List<Layer> layers = new AnimeGanV2Generator(weights, upsampling).define();
        weights.finish(NAME);
        // Only with aligned corners do the original's up-samplings return to an odd size.
        return new Generator(NAME, layers, ChannelOrder.RGB, upsampling == Upsampling.ALIGN_CORNERS ? 1 : 4);
    }

    private List<Layer> define() {
        int width = weights.size("block_a.0.1.weight", 0);
        Padding onlyAfter = new Padding(Border.REFLECT, 0, 1, 0, 1);
        return concat(
                // a                                                                        [h, w, 3]
                convNormRelu("block_a.0", Padding.reflect(3), 3, width, 7, 1), //           [h, w, width]
                convNormRelu("block_a.1", onlyAfter, width, 2 * width, 3, 2), //            [h/2, w/2, 2 width]
                convNormRelu("block_a.2", Padding.reflect(1), 2 * width, 2 * width, 3, 1),
                // b
                convNormRelu("block_b.0", onlyAfter, 2 * width, 4 * width, 3, 2), //        [h/4, w/4, 4 width]
                convNormRelu("block_b.1", Padding.reflect(1), 4 * width, 4 * width, 3, 1),
                // c
                convNormRelu("block_c.0", Padding.reflect(1), 4 * width, 4 * width, 3, 1),
                invertedResidual("block_c.1", 4 * width, 8 * width), //                     [h/4, w/4, 8 width]
                List.of(new Residual(invertedResidual("block_c.2", 8 * width, 8 * width))),
                List.of(new Residual(invertedResidual("block_c.3", 8 * width, 8 * width))),
                List.of(new Residual(invertedResidual("block_c.4", 8 * width, 8 * width))),
                convNormRelu("block_c.5", Padding.reflect(1), 8 * width, 4 * width, 3, 1),
                // d
                List.of(new Upsample(upsampling, 2)), //                                    [h/2, w/2, 4 width]
                convNormRelu("block_d.0", Padding.reflect(1), 4 * width, 4 * width, 3, 1),
                convNormRelu("block_d.1", Padding.reflect(1), 4 * width, 4 * width, 3, 1),
                // e
                List.of(new Upsample(upsampling, 1)), //                                    [h, w, 4 width]
                convNormRelu("block_e.0", Padding.reflect(1), 4 * width, 2 * width, 3, 1),
                convNormRelu("block_e.1", Padding.reflect(1), 2 * width, 2 * width, 3, 1),
                convNormRelu("block_e.2", Padding.reflect(3), 2 * width, width, 7, 1), //   [h, w, width]
                List.of(pointwise("out_layer.0", width, 3), new Tanh())); //                [h, w, 3]
    }

    private List<Layer> convNormRelu(String key, Padding padding, int in, int out, int kernelSize, int stride) {
        return List.of(
                padding,
                new Convolution(weights.take(key + ".1.weight", out, in, kernelSize, kernelSize), null, stride, 1),
                layerNorm(key + ".2", out),
                new Relu(0.2f));
    }

    /** Widens by 1x1, filters each channel by 3x3, narrows by 1x1; the caller adds the input where the widths agree. */
    private List<Layer> invertedResidual(String key, int in, int out) {
        int wide = 2 * in;
        return List.of(
                pointwise(key + ".layers.0.1", in, wide),
                layerNorm(key + ".layers.0.2", wide),
                new Relu(0.2f),
                Padding.reflect(1),
                new Convolution(
                        weights.take(key + ".layers.1.1.weight", wide, 1, 3, 3),
                        weights.take(key + ".layers.1.1.bias", wide),
                        1,
                        wide),
                layerNorm(key + ".layers.1.2", wide),
                new Relu(0.2f),
                pointwise(key + ".layers.2", wide, out),
                layerNorm(key + ".layers.3", out));
    }

    private Convolution pointwise(String key, int in, int out) {
        return new Convolution(weights.take(key + ".weight", out, in, 1, 1), null, 1, 1);
    }

    private GroupNorm layerNorm(String key, int width) {
        return new GroupNorm(1, 1e-5, weights.take(key + ".weight", width), weights.take(key + ".bias", width));
    }

    @SafeVarargs
    private static List<Layer> concat(List<Layer>... parts) {
        List<Layer> layers = new ArrayList<>();
        for (List<Layer> part : parts) {
            layers.addAll(part);
        }
        return layers;
    }
}
