package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * The generator of White-box Cartoonization: a U-Net that adds what it halved, with residual blocks and no norm at all.
 *
 * <p>Source: X. Wang, J. Yu, "Learning to Cartoonize Using White-Box Cartoon Representations", CVPR 2020; keys as in
 * vinesmsuic/White-box-Cartoonization-PyTorch, which ends with tanh and takes RGB. The published TensorFlow weights, whose
 * strided convolutions pad after the map only, are run from ONNX.
 */
final class WhiteBoxGenerator {
    static final String FIRST_KEY = "initial_down.0.weight";

    private final WeightReader weights;

    private WhiteBoxGenerator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        Network network = weights.network(name, new WhiteBoxGenerator(weights)::define);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, 4));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("input", 3); //                                              [h, w, 3]
        Value full = conv("initial_down.0", x, 1).leakyRelu(0.2f); //                        [h, w, width]
        Value half = conv("down1.0", full, 2).leakyRelu(0.2f); //                            [h/2, w/2, width]
        half = conv("down1.2", half, 1).leakyRelu(0.2f); //                                  [h/2, w/2, 2 width]
        Value y = conv("down2.0", half, 2).leakyRelu(0.2f);
        y = conv("down2.2", y, 1).leakyRelu(0.2f); //                                        [h/4, w/4, 4 width]
        for (int i = 0; weights.has("res_blocks." + i + ".block.0.weight"); i++) {
            Value block = conv("res_blocks." + i + ".block.0", y, 1).leakyRelu(0.2f);
            y = y.plus(conv("res_blocks." + i + ".block.2", block, 1));
        }
        y = conv("up1.0", y, 1).leakyRelu(0.2f); //                                          [h/4, w/4, 2 width]
        y = y.resize(ResizeMode.HALF_PIXEL, 2).plus(half);
        y = conv("up2.0", y, 1).leakyRelu(0.2f);
        y = conv("up2.2", y, 1).leakyRelu(0.2f); //                                          [h/2, w/2, width]
        y = y.resize(ResizeMode.HALF_PIXEL, 2).plus(full);
        y = conv("last.0", y, 1).leakyRelu(0.2f);
        y = conv("last.2", y, 1).tanh(); //                                                  [h, w, 3]
        return network.output("output", y).build();
    }

    private Value conv(String key, Value x, int stride) {
        int out = weights.size(key + ".weight", 0);
        int kernelSize = weights.size(key + ".weight", 2);
        Tensor weight = weights.take(key + ".weight", out, x.channels(), kernelSize, kernelSize);
        return x.pad(Padding.zero(kernelSize / 2)).conv(weight, weights.takeIfPresent(key + ".bias", out), stride);
    }
}
