package io.github.animegan.model;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.tensor.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * The generator of CartoonGAN: as CycleGAN's, with eight residual blocks, an affine instance norm, and a second
 * convolution after each change of resolution. Colours are BGR. An output side is {@code 4 * ceil(ceil(in / 2) / 2)}.
 *
 * <p>Source: Y. Chen, Y.-K. Lai, Y.-J. Liu, "CartoonGAN: Generative Adversarial Networks for Photo Cartoonization", CVPR
 * 2018; the weights of Yijunmaverick/CartoonGAN-Test-Pytorch-Torch.
 */
final class CartoonGanGenerator {
    static final String NAME = "CartoonGanGenerator";
    private static final int RESIDUAL_BLOCKS = 8;

    private final WeightReader weights;

    private CartoonGanGenerator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict) {
        WeightReader weights = new WeightReader(stateDict);
        List<Layer> layers = new CartoonGanGenerator(weights).define();
        weights.finish(NAME);
        return new Generator(NAME, layers, ChannelOrder.BGR, 1);
    }

    private List<Layer> define() {
        int width = weights.size("conv01_1.weight", 0);
        List<Layer> layers = new ArrayList<>();

        layers.add(Padding.reflect(3)); //                                          [h, w, 3]
        layers.add(convolution("conv01_1", 3, width, 7, 1)); //                     [h, w, width]
        layers.add(norm("in01_1", width));
        layers.add(new Relu(0));

        layers.addAll(down("conv02", "in02_1", width, 2 * width)); //               [h/2, w/2, 2 width]
        layers.addAll(down("conv03", "in03_1", 2 * width, 4 * width)); //           [h/4, w/4, 4 width]

        for (int block = 4; block < 4 + RESIDUAL_BLOCKS; block++) {
            layers.add(residualBlock("%02d_".formatted(block), 4 * width));
        }

        layers.addAll(up("deconv01", "in12_1", 4 * width, 2 * width)); //           [h/2, w/2, 2 width]
        layers.addAll(up("deconv02", "in13_1", 2 * width, width)); //               [h, w, width]

        layers.add(Padding.reflect(3));
        layers.add(convolution("deconv03_1", width, 3, 7, 1)); //                   [h, w, 3]
        layers.add(new Tanh());
        return layers;
    }

    private List<Layer> down(String key, String norm, int in, int out) {
        return List.of(
                Padding.zero(1),
                convolution(key + "_1", in, out, 3, 2),
                Padding.zero(1),
                convolution(key + "_2", out, out, 3, 1),
                norm(norm, out),
                new Relu(0));
    }

    private Layer residualBlock(String number, int width) {
        return new Residual(List.of(
                Padding.reflect(1),
                convolution("conv" + number + 1, width, width, 3, 1),
                norm("in" + number + 1, width),
                new Relu(0),
                Padding.reflect(1),
                convolution("conv" + number + 2, width, width, 3, 1),
                norm("in" + number + 2, width)));
    }

    private List<Layer> up(String key, String norm, int in, int out) {
        return List.of(
                new TransposedConvolution(
                        weights.take(key + "_1.weight", in, out, 3, 3), weights.take(key + "_1.bias", out), 2, 1, 1),
                Padding.zero(1),
                convolution(key + "_2", out, out, 3, 1),
                norm(norm, out),
                new Relu(0));
    }

    private Convolution convolution(String key, int in, int out, int kernelSize, int stride) {
        return new Convolution(
                weights.take(key + ".weight", out, in, kernelSize, kernelSize),
                weights.take(key + ".bias", out),
                stride,
                1);
    }

    private InstanceNorm norm(String key, int width) {
        return new InstanceNorm(1e-9, weights.take(key + ".scale", width), weights.take(key + ".shift", width));
    }
}
