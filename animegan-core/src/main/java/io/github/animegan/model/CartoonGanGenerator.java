package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;

/**
 * The generator of CartoonGAN: as CycleGAN's, with eight residual blocks, an affine instance norm, and a second
 * convolution after each change of resolution. Colors are BGR. An output side is {@code 4 * ceil(ceil(in / 2) / 2)}.
 *
 * <p>Source: Y. Chen, Y.-K. Lai, Y.-J. Liu, "CartoonGAN: Generative Adversarial Networks for Photo Cartoonization", CVPR
 * 2018; the weights of Yijunmaverick/CartoonGAN-Test-Pytorch-Torch.
 */
final class CartoonGanGenerator {
    static final String FIRST_KEY = "conv01_1.weight";

    private static final int RESIDUAL_BLOCKS = 8;

    private final WeightReader weights;

    private CartoonGanGenerator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        Network network = weights.network(name, new CartoonGanGenerator(weights)::define);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.BGR, 1));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();
        int width = weights.size(FIRST_KEY, 0);

        Value y = network.input("input", 3); //                                          [h, w, 3]
        y = convolution("conv01_1", y.pad(Padding.reflect(3)), width, 7, 1); //          [h, w, width]
        y = norm("in01_1", y).relu();

        y = down("conv02", "in02_1", y, 2 * width); //                                   [h/2, w/2, 2 width]
        y = down("conv03", "in03_1", y, 4 * width); //                                   [h/4, w/4, 4 width]

        for (int block = 4; block < 4 + RESIDUAL_BLOCKS; block++) {
            y = residualBlock("%02d_".formatted(block), y);
        }

        y = up("deconv01", "in12_1", y, 2 * width); //                                   [h/2, w/2, 2 width]
        y = up("deconv02", "in13_1", y, width); //                                       [h, w, width]

        y = convolution("deconv03_1", y.pad(Padding.reflect(3)), 3, 7, 1).tanh(); //     [h, w, 3]
        return network.output("output", y).build();
    }

    private Value down(String key, String norm, Value x, int out) {
        Value y = convolution(key + "_1", x.pad(Padding.zero(1)), out, 3, 2);
        y = convolution(key + "_2", y.pad(Padding.zero(1)), out, 3, 1);
        return norm(norm, y).relu();
    }

    private Value residualBlock(String number, Value x) {
        int width = x.channels();
        Value y = convolution("conv" + number + 1, x.pad(Padding.reflect(1)), width, 3, 1);
        y = norm("in" + number + 1, y).relu();
        y = convolution("conv" + number + 2, y.pad(Padding.reflect(1)), width, 3, 1);
        return norm("in" + number + 2, y).plus(x);
    }

    private Value up(String key, String norm, Value x, int out) {
        Value y = x.transposedConv(
                weights.take(key + "_1.weight", x.channels(), out, 3, 3), weights.take(key + "_1.bias", out), 2, 1, 1);
        y = convolution(key + "_2", y.pad(Padding.zero(1)), out, 3, 1);
        return norm(norm, y).relu();
    }

    private Value convolution(String key, Value x, int out, int kernelSize, int stride) {
        return x.conv(
                weights.take(key + ".weight", out, x.channels(), kernelSize, kernelSize),
                weights.take(key + ".bias", out),
                stride);
    }

    private Value norm(String key, Value x) {
        return x.instanceNorm(
                1e-9, weights.take(key + ".scale", x.channels()), weights.take(key + ".shift", x.channels()));
    }
}
