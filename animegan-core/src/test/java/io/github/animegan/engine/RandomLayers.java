package io.github.animegan.engine;

import io.github.animegan.network.Op.Convolution;
import io.github.animegan.network.Op.GroupNorm;
import io.github.animegan.network.Op.InstanceNorm;
import io.github.animegan.network.Op.TransposedConvolution;
import io.github.animegan.tensor.Tensor;
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
    Layer convolution(int in, int out, int kernelSize, int stride) {
        return convolution(in, out, kernelSize, kernelSize, stride);
    }

    Layer convolution(int in, int out, int kernelHeight, int kernelWidth, int stride) {
        double scale = Math.sqrt(3.0 / (in * kernelHeight * kernelWidth));
        return Layer.op(new Convolution(noise(scale, out, in, kernelHeight, kernelWidth), noise(0.5, out), stride, 1));
    }

    Layer depthwise(int channels, int kernelSize, int stride) {
        Tensor weight = noise(Math.sqrt(3.0) / kernelSize, channels, 1, kernelSize, kernelSize);
        return Layer.op(new Convolution(weight, noise(0.5, channels), stride, channels));
    }

    Layer transposed(int in, int out, int kernelSize, int stride, int padding, int outputPadding) {
        double scale = Math.sqrt(3.0 * stride * stride / in) / kernelSize;
        Tensor weight = noise(scale, in, out, kernelSize, kernelSize);
        return Layer.op(new TransposedConvolution(weight, noise(0.5, out), stride, padding, outputPadding));
    }

    Layer instanceNorm(int channels) {
        return Layer.op(new InstanceNorm(1e-5, noise(1, channels), noise(1, channels)));
    }

    Layer groupNorm(int groups, int channels) {
        return Layer.op(new GroupNorm(groups, 1e-5, noise(1, channels), noise(1, channels)));
    }

    Tensor noise(double scale, int... dimensions) {
        Tensor tensor = Tensor.zeros(dimensions);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) ((random.nextDouble() * 2 - 1) * scale);
        }
        return tensor;
    }
}
