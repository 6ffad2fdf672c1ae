package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * The generator of pix2pix: halvings down to a few pixels, doublings back, each fed with the halving's result beside it. Depth
 * and widths are read from the weights; {@code unet_128} halves seven times, {@code unet_256} eight times, and sides must be
 * multiples of 128 or 256.
 *
 * <p>Source: P. Isola et al., "Image-to-Image Translation with Conditional Adversarial Networks", CVPR 2017;
 * {@code UnetGenerator} in junyanz/pytorch-CycleGAN-and-pix2pix, whose nested blocks make keys such as
 * {@code model.model.1.model.3.model.1.weight}.
 */
final class UnetGenerator {
    static final String FIRST_KEY = "model.model.0.weight";

    private static final int MAX_DEPTH = 12;

    private final WeightReader weights;
    private final TorchNorms norms;
    private int depth = 1;

    private UnetGenerator(WeightReader weights, StateDict stateDict) {
        this.weights = weights;
        this.norms = new TorchNorms(weights, stateDict);
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        UnetGenerator unet = new UnetGenerator(weights, stateDict);
        Network network = weights.network(name, unet::define);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, 1 << unet.depth));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("input", weights.size(FIRST_KEY, 1)); //  [h, w, 3]
        Value y = halve("model.model.0", x); //                           [h/2, w/2, width]
        y = block("model.model.1", y); //                                 [h/2, w/2, 2 width]
        y = twice("model.model.3", y.relu(), 3).tanh(); //                [h, w, 3]
        return network.output("output", y).build();
    }

    /** What comes in, and beside it what the block below makes of it at half the size. */
    private Value block(String key, Value x) {
        depth++;
        Value y = halve(key + ".model.1", x.leakyRelu(0.2f)); //          [h/2, w/2, c]
        int up = 3;
        if (depth < MAX_DEPTH && weights.has(key + ".model.3.model.1.weight")) {
            y = norms.norm(key + ".model.2", y);
            y = block(key + ".model.3", y); //                            [h/2, w/2, 2 c]
            up = 5;
        }
        y = twice(key + ".model." + up, y.relu(), x.channels()); //       [h, w, channels of x]
        return x.concat(norms.norm(key + ".model." + (up + 1), y));
    }

    private Value halve(String key, Value x) {
        int out = weights.size(key + ".weight", 0);
        Tensor weight = weights.take(key + ".weight", out, x.channels(), 4, 4);
        return x.pad(Padding.zero(1)).conv(weight, weights.takeIfPresent(key + ".bias", out), 2);
    }

    private Value twice(String key, Value x, int out) {
        Tensor weight = weights.take(key + ".weight", x.channels(), out, 4, 4);
        return x.transposedConv(weight, weights.takeIfPresent(key + ".bias", out), 2, 1, 0);
    }
}
