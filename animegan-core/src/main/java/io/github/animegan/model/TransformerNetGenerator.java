package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * A network of fast style transfer, trained for a single painting: mosaic, candy, ... Its values are samples, 0 to 255, and
 * its output has no activation. An output side is {@code 4 * ceil(ceil(in / 2) / 2)}.
 *
 * <p>Source: J. Johnson, A. Alahi, L. Fei-Fei, "Perceptual Losses for Real-Time Style Transfer and Super-Resolution", ECCV 2016;
 * {@code TransformerNet} in pytorch/examples, fast_neural_style.
 */
final class TransformerNetGenerator {
    static final String FIRST_KEY = "conv1.conv2d.weight";

    private final WeightReader weights;
    private final TorchNorms norms;

    private TransformerNetGenerator(WeightReader weights, StateDict stateDict) {
        this.weights = weights;
        this.norms = new TorchNorms(weights, BatchNorm.PICTURE.in(stateDict));
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        Network network = weights.network(name, new TransformerNetGenerator(weights, stateDict)::define);
        return new Generator(name, network, new PictureFormat(ChannelOrder.RGB, 1, 0, 1));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();
        Value y = network.input("input", 3); //                     [h, w, 3]
        y = norms.norm("in1", conv("conv1", y, 1)).relu(); //       [h, w, width]
        y = norms.norm("in2", conv("conv2", y, 2)).relu(); //       [h/2, w/2, 2 width]
        y = norms.norm("in3", conv("conv3", y, 2)).relu(); //       [h/4, w/4, 4 width]
        for (int i = 1; weights.has("res" + i + ".conv1.conv2d.weight"); i++) {
            y = residualBlock("res" + i, y);
        }
        y = y.resize(ResizeMode.NEAREST, 2);
        y = norms.norm("in4", conv("deconv1", y, 1)).relu(); //     [h/2, w/2, 2 width]
        y = y.resize(ResizeMode.NEAREST, 2);
        y = norms.norm("in5", conv("deconv2", y, 1)).relu(); //     [h, w, width]
        return network.output("output", conv("deconv3", y, 1)).build();
    }

    private Value residualBlock(String key, Value x) {
        Value y = norms.norm(key + ".in1", conv(key + ".conv1", x, 1)).relu();
        return norms.norm(key + ".in2", conv(key + ".conv2", y, 1)).plus(x);
    }

    private Value conv(String name, Value x, int stride) {
        String key = name + ".conv2d";
        int out = weights.size(key + ".weight", 0);
        int kernelSize = weights.size(key + ".weight", 2);
        Tensor weight = weights.take(key + ".weight", out, x.channels(), kernelSize, kernelSize);
        return x.pad(Padding.reflect(kernelSize / 2)).conv(weight, weights.takeIfPresent(key + ".bias", out), stride);
    }
}
