package io.github.animegan.face.mtcnn;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * MTCNN's three networks. Their input is RGB with {@code value = (sample - 127.5) / 128}; all give {@code score}, the
 * probabilities of no face and of a face, and {@code box}, by which parts of its width and height the sides of the box that
 * was looked at have to move; the last one also {@code landmarks}, five x and then five y in sides of that box. Widths are read from
 * the weights.
 *
 * <p>A dense layer is a convolution whose window is the whole map, so that there is one kind of layer.
 *
 * <p>Source: K. Zhang, Z. Zhang, Z. Li, Y. Qiao, "Joint Face Detection and Alignment Using Multitask Cascaded Convolutional
 * Networks", IEEE Signal Processing Letters 23(10), 2016; keys and layer sizes as in facenet-pytorch.
 */
final class MtcnnNetworks {
    static final String INPUT = "input";
    static final String SCORE = "score";
    static final String BOX = "box";
    static final String LANDMARKS = "landmarks";

    private final StateDict weights;
    private final String name;

    private MtcnnNetworks(StateDict weights, String name) {
        this.weights = weights;
        this.name = name;
    }

    /** P-Net, for pictures of any size from 12x12 on: every 12x12 pixels, at steps of 2, become a pixel of the outputs. */
    static Network proposal(StateDict weights) {
        return new MtcnnNetworks(weights, "P-Net").proposal();
    }

    /** R-Net, for pictures of 24x24. */
    static Network refinement(StateDict weights) {
        return new MtcnnNetworks(weights, "R-Net").refinement();
    }

    /** O-Net, for pictures of 48x48. */
    static Network output(StateDict weights) {
        return new MtcnnNetworks(weights, "O-Net").output();
    }

    private Network proposal() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input(INPUT, 3); //          [h, w, 3]
        x = conv("conv1", "prelu1", x, 3); //          [h-2, w-2, 10]
        x = x.maxPool(2, 2, true); //                  [h/2-1, w/2-1, 10]
        x = conv("conv2", "prelu2", x, 3); //          [h/2-3, w/2-3, 16]
        x = conv("conv3", "prelu3", x, 3); //          [h/2-5, w/2-5, 32]
        network.output(SCORE, head("conv4_1", x, 2).softmax());
        return network.output(BOX, head("conv4_2", x, 4)).build();
    }

    private Network refinement() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input(INPUT, 3); //          [24, 24, 3]
        x = conv("conv1", "prelu1", x, 3); //          [22, 22, 28]
        x = x.maxPool(3, 2, true); //                  [11, 11, 28]
        x = conv("conv2", "prelu2", x, 3); //          [9, 9, 48]
        x = x.maxPool(3, 2, true); //                  [4, 4, 48]
        x = conv("conv3", "prelu3", x, 2); //          [3, 3, 64]
        x = dense("dense4", x, 3, size("dense4")).prelu(slopes("prelu4", size("dense4"))); // [1, 1, 128]
        network.output(SCORE, dense("dense5_1", x, 1, 2).softmax());
        return network.output(BOX, dense("dense5_2", x, 1, 4)).build();
    }

    private Network output() {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input(INPUT, 3); //          [48, 48, 3]
        x = conv("conv1", "prelu1", x, 3); //          [46, 46, 32]
        x = x.maxPool(3, 2, true); //                  [23, 23, 32]
        x = conv("conv2", "prelu2", x, 3); //          [21, 21, 64]
        x = x.maxPool(3, 2, true); //                  [10, 10, 64]
        x = conv("conv3", "prelu3", x, 3); //          [8, 8, 64]
        x = x.maxPool(2, 2, true); //                  [4, 4, 64]
        x = conv("conv4", "prelu4", x, 2); //          [3, 3, 128]
        x = dense("dense5", x, 3, size("dense5")).prelu(slopes("prelu5", size("dense5"))); // [1, 1, 256]
        network.output(SCORE, dense("dense6_1", x, 1, 2).softmax());
        network.output(BOX, dense("dense6_2", x, 1, 4));
        return network.output(LANDMARKS, dense("dense6_3", x, 1, 10)).build();
    }

    private Value conv(String key, String prelu, Value x, int kernelSize) {
        int out = size(key);
        Tensor weight = take(key + ".weight", out, x.channels(), kernelSize, kernelSize);
        return x.conv(weight, take(key + ".bias", out), 1).prelu(slopes(prelu, out));
    }

    private Value head(String key, Value x, int out) {
        return x.conv(take(key + ".weight", out, x.channels(), 1, 1), take(key + ".bias", out), 1);
    }

    private Value dense(String key, Value x, int side, int out) {
        int in = x.channels() * side * side;
        return x.conv(window(take(key + ".weight", out, in), side), take(key + ".bias", out), 1);
    }

    /** From {@code [out, columns * rows * channels]}, the order in which these weights were trained, to OIHW. */
    private static Tensor window(Tensor dense, int side) {
        int out = dense.shape().size(0);
        int channels = dense.shape().size(1) / (side * side);
        float[] from = dense.data();
        float[] to = new float[from.length];
        int target = 0;
        for (int o = 0; o < out; o++) {
            for (int c = 0; c < channels; c++) {
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        to[target++] = from[((o * side + x) * side + y) * channels + c];
                    }
                }
            }
        }
        return Tensor.of(Shape.of(out, channels, side, side), to);
    }

    private Tensor slopes(String key, int channels) {
        return take(key + ".weight", channels);
    }

    /** How many outputs that layer has. */
    private int size(String key) {
        return find(key + ".weight").shape().size(0);
    }

    private Tensor take(String key, int... dimensions) {
        Tensor tensor = find(key);
        Shape expected = Shape.of(dimensions);
        if (!tensor.shape().equals(expected)) {
            throw new IllegalArgumentException("these are no weights of MTCNN's " + name + ": " + key + " is "
                    + tensor.shape() + " instead of " + expected);
        }
        return tensor;
    }

    private Tensor find(String key) {
        return weights.find(key)
                .filter(tensor -> tensor.shape().rank() > 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "these are no weights of MTCNN's " + name + ": there is no " + key));
    }
}
