package io.github.animegan.face;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * dlib's {@code dlib_face_recognition_resnet_model_v1}, a ResNet of 29 convolutions, with the keys of face-api. Widths are read from
 * the weights; a block that halves the map leaves out what a window of three lacks at the end, so its two branches may differ by
 * a row and a column, which are zeros.
 *
 * <p>Sources: K. He et al., "Deep Residual Learning for Image Recognition", CVPR 2016; D. King, dlib.
 */
final class EmbeddingNetwork {
    private final StateDict weights;
    /** The side of the map at this place of the definition. */
    private int side;

    EmbeddingNetwork(StateDict weights) {
        this.weights = weights;
    }

    Network define(int inputSide) {
        NetworkBuilder network = new NetworkBuilder();
        side = inputSide;
        Value x = network.input("input", 3); //           [150, 150, 3]
        x = conv("conv32_down", x, 7, 2, 0).relu(); //    [72, 72, 32]
        x = x.maxPool(3, 2, false); //                    [35, 35, 32]
        side = (side - 3) / 2 + 1;
        x = blocks(x, "conv32_1", "conv32_2", "conv32_3");
        x = down(x, "conv64_down"); //                    [17, 17, 64]
        x = blocks(x, "conv64_1", "conv64_2", "conv64_3");
        x = down(x, "conv128_down"); //                   [8, 8, 128]
        x = blocks(x, "conv128_1", "conv128_2");
        x = down(x, "conv256_down"); //                   [4, 4, 256]
        x = blocks(x, "conv256_1", "conv256_2");
        x = down(x, "conv256_down_out"); //               [2, 2, 256]
        return network.output("embedding", last(x.globalAveragePool())).build();
    }

    private Value blocks(Value x, String... keys) {
        Value y = x;
        for (String key : keys) {
            Value body = conv(key + "/conv1", y, 3, 1, 1).relu();
            y = conv(key + "/conv2", body, 3, 1, 1).plus(y).relu();
        }
        return y;
    }

    private Value down(Value x, String key) {
        int before = side;
        Value body = conv(key + "/conv1", x, 3, 2, 0).relu();
        body = conv(key + "/conv2", body, 3, 1, 1);
        int lacking = before / 2 - side;
        side = before / 2;
        if (lacking > 0) {
            body = body.pad(new Padding(PaddingMode.ZERO, 0, lacking, 0, lacking));
        }
        Value pooled = x.averagePool(2, 2);
        return body.plus(widened(pooled, body.channels())).relu();
    }

    /** With channels of zeros at the end, by a convolution of ones and zeros. */
    private static Value widened(Value x, int channels) {
        if (x.channels() == channels) {
            return x;
        }
        float[] identity = new float[channels * x.channels()];
        for (int i = 0; i < Math.min(channels, x.channels()); i++) {
            identity[i * x.channels() + i] = 1;
        }
        return x.conv(Tensor.of(Shape.of(channels, x.channels(), 1, 1), identity), null, 1);
    }

    private Value conv(String key, Value x, int kernelSize, int stride, int padding) {
        int out = find(key + "/conv/filters").shape().size(0);
        Tensor filters = take(key + "/conv/filters", out, x.channels(), kernelSize, kernelSize);
        Value padded = padding > 0 ? x.pad(Padding.zero(padding)) : x;
        side = (side + 2 * padding - kernelSize) / stride + 1;
        return padded.conv(filters, take(key + "/conv/bias", out), stride)
                .affine(take(key + "/scale/weights", out), take(key + "/scale/biases", out));
    }

    private Value last(Value x) {
        int out = find("fc").shape().size(find("fc").shape().rank() - 1);
        float[] from = take("fc", x.channels(), out).data();
        float[] to = new float[from.length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.channels(); i++) {
                to[o * x.channels() + i] = from[i * out + o];
            }
        }
        return x.conv(Tensor.of(Shape.of(out, x.channels(), 1, 1), to), null, 1);
    }

    private Tensor take(String key, int... dimensions) {
        Tensor tensor = find(key);
        Shape expected = Shape.of(dimensions);
        if (!tensor.shape().equals(expected)) {
            throw new IllegalArgumentException("these are no weights of dlib's face recognition network: " + key
                    + " is " + tensor.shape() + " instead of " + expected);
        }
        return tensor;
    }

    private Tensor find(String key) {
        return weights.find(key)
                .filter(tensor -> tensor.shape().rank() > 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        "these are no weights of dlib's face recognition network: there is no " + key));
    }
}
