package io.github.animegan.engine;

import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.tensor.Tensor;
import java.util.List;
import java.util.Random;

/** Pictures and layers of random weights. */
final class RandomLayers {
    private final Random random;

    RandomLayers(Random random) {
        this.random = random;
    }

    Tensor picture(int height, int width) {
        return noise(1, 1, height, width, 3);
    }

    /** A convolution with bias that keeps values about as large as they are. */
    Convolution convolution(int in, int out, int kernelSize, int stride) {
        return convolution(in, out, kernelSize, kernelSize, stride);
    }

    Convolution convolution(int in, int out, int kernelHeight, int kernelWidth, int stride) {
        double scale = Math.sqrt(3.0 / (in * kernelHeight * kernelWidth));
        return new Convolution(noise(scale, out, in, kernelHeight, kernelWidth), noise(0.5, out), stride, 1);
    }

    Convolution depthwise(int channels, int kernelSize, int stride) {
        Tensor weight = noise(Math.sqrt(3.0) / kernelSize, channels, 1, kernelSize, kernelSize);
        return new Convolution(weight, noise(0.5, channels), stride, channels);
    }

    TransposedConvolution transposed(int in, int out, int kernelSize, int stride, int padding, int outputPadding) {
        double scale = Math.sqrt(3.0 * stride * stride / in) / kernelSize;
        Tensor weight = noise(scale, in, out, kernelSize, kernelSize);
        return new TransposedConvolution(weight, noise(0.5, out), stride, padding, outputPadding);
    }

    InstanceNorm instanceNorm(int channels) {
        return new InstanceNorm(1e-5, noise(1, channels), noise(1, channels));
    }

    GroupNorm groupNorm(int groups, int channels) {
        return new GroupNorm(groups, 1e-5, noise(1, channels), noise(1, channels));
    }

    Tensor noise(double scale, int... dimensions) {
        Tensor tensor = Tensor.zeros(dimensions);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) ((random.nextDouble() * 2 - 1) * scale);
        }
        return tensor;
    }

    static Generator generator(List<Layer> layers) {
        return new Generator("test", layers, ChannelOrder.RGB, 1);
    }
}
