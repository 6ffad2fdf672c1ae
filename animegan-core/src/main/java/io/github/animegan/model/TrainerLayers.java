package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The layers of ptran1203/pytorch-animeGAN, the common PyTorch trainer of AnimeGAN, by the keys of its modules. Its instance norms
 * have no weights; a norm with weights is a layer norm (a group norm of one group).
 */
final class TrainerLayers {
    private static final Padding AFTER = new Padding(PaddingMode.REFLECT, 0, 1, 0, 1);
    private static final Padding ABOVE_AND_RIGHT = new Padding(PaddingMode.REFLECT, 1, 0, 0, 1);

    private final WeightReader weights;
    private final boolean isFirstVersion;

    /**
     * @param isFirstVersion whether norms with weights are those of single pixels, and strided convolutions have their border
     *     above and on the right, as the trainer had it at first
     */
    TrainerLayers(StateDict stateDict, boolean isFirstVersion) {
        this.weights = new WeightReader(stateDict);
        this.isFirstVersion = isFirstVersion;
    }

    boolean has(String key) {
        return weights.has(key);
    }

    Network network(String name, Supplier<Network> definition) {
        return weights.network(name, definition);
    }

    /** {@code ConvBlock}: reflected border, convolution, norm, leaky ReLU. */
    Value convBlock(String key, Value x, int stride) {
        int kernelSize = weights.size(key + ".conv.weight", 2);
        Value y = x;
        if (stride > 1) {
            y = y.pad(isFirstVersion ? ABOVE_AND_RIGHT : AFTER);
        } else if (kernelSize > 1) {
            y = y.pad(Padding.reflect(kernelSize / 2));
        }
        return norm(key + ".ins_norm", conv(key + ".conv", y, stride)).leakyRelu(0.2f);
    }

    /** {@code SeparableConv2D}: each channel by itself, then a convolution of single pixels, each with a norm. */
    Value separable(String key, Value x, int stride) {
        Value y = depthwise(key + ".depthwise", x.pad(Padding.zero(1)), stride);
        y = y.instanceNorm(1e-5).leakyRelu(0.2f);
        return conv(key + ".pointwise", y, 1).instanceNorm(1e-5).leakyRelu(0.2f);
    }

    /** {@code DownConv}: a stride in one branch, the mean of 2x2 pixels, which halving bilinearly is, in the other. */
    Value down(String key, Value x) {
        return separable(key + ".conv1", x, 2).plus(separable(key + ".conv2", x.averagePool(2, 2), 1));
    }

    /** {@code UpConv}. */
    Value up(String key, Value x) {
        return separable(key + ".conv", x.resize(ResizeMode.HALF_PIXEL, 2), 1);
    }

    /** {@code InvertedResBlock}, in its two spellings: the later one filters with a reflected border and a bias. */
    Value invertedResidual(String key, Value x) {
        Value y = convBlock(key + ".conv_block", x, 1);
        if (has(key + ".conv_block2.conv.weight")) {
            y = depthwise(key + ".conv_block2.conv", y.pad(Padding.reflect(1)), 1);
            y = norm(key + ".conv_block2.ins_norm", y).leakyRelu(0.2f);
            y = norm(key + ".norm", conv(key + ".conv", y, 1));
        } else {
            y = depthwise(key + ".depthwise_conv", y.pad(Padding.zero(1)), 1);
            y = norm(key + ".ins_norm1", y).leakyRelu(0.2f);
            y = norm(key + ".ins_norm2", conv(key + ".conv", y, 1));
        }
        return y.channels() == x.channels() ? y.plus(x) : y;
    }

    /** A convolution without a border of its own. */
    Value conv(String key, Value x, int stride) {
        int out = weights.size(key + ".weight", 0);
        int kernelSize = weights.size(key + ".weight", 2);
        Tensor weight = weights.take(key + ".weight", out, x.channels(), kernelSize, kernelSize);
        return x.conv(weight, weights.takeIfPresent(key + ".bias", out), stride);
    }

    private Value depthwise(String key, Value x, int stride) {
        Tensor weight = weights.take(key + ".weight", x.channels(), 1, 3, 3);
        return x.depthwiseConv(weight, weights.takeIfPresent(key + ".bias", x.channels()), stride);
    }

    private Value norm(String key, Value x) {
        @Nullable Tensor scale = weights.takeIfPresent(key + ".weight", x.channels());
        @Nullable Tensor shift = weights.takeIfPresent(key + ".bias", x.channels());
        if (scale == null) {
            return x.instanceNorm(1e-5);
        }
        return isFirstVersion ? x.then(new Op.ChannelNorm(1e-6, scale, shift)) : x.groupNorm(1, 1e-5, scale, shift);
    }
}
