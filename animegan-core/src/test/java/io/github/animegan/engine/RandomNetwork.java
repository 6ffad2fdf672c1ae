package io.github.animegan.engine;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.Op.Arithmetic.Operator;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.Op.Pooling;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes graphs that nobody would think of, for a picture of a given size, keeping maps small. */
final class RandomNetwork {
    private static final int[] CHANNELS = {1, 3, 4, 6, 15, 16, 17, 32, 33};
    /** So large that a norm of a nearly constant map does not blow up rounding errors. */
    private static final double EPSILON = 0.1;

    private static final int MOST_PIXELS = 2500;

    private final Random random;
    private final RandomLayers layers;
    /** Whether ops that see the whole picture are left out. */
    private final boolean local;

    private final NetworkBuilder network = new NetworkBuilder();
    private final List<Sized> values = new ArrayList<>();

    /** A value and the size that it has for the picture. */
    private record Sized(Value value, MapSize size) {
        int height() {
            return size.height();
        }

        int width() {
            return size.width();
        }

        int channels() {
            return value.channels();
        }
    }

    private RandomNetwork(Random random, int height, int width, boolean local) {
        this.random = random;
        this.layers = new RandomLayers(random);
        this.local = local;
        values.add(new Sized(network.input("input", 3), new MapSize(height, width)));
    }

    static Network of(Random random, int height, int width) {
        return new RandomNetwork(random, height, width, false).any();
    }

    /** One that has a receptive field. */
    static Network local(Random random, int height, int width) {
        return new RandomNetwork(random, height, width, true).any();
    }

    private Network any() {
        int count = 2 + random.nextInt(14);
        for (int i = 0; i < count; i++) {
            Sized next = next(values.get(pick(values.size())));
            values.add(next);
        }
        network.output("output", values.get(values.size() - 1).value());
        if (random.nextInt(3) == 0) {
            network.output("other", values.get(random.nextInt(values.size())).value());
        }
        return network.build();
    }

    /** Mostly the newest, so that networks become deep; now and then an older one, so that they branch. */
    private int pick(int count) {
        return random.nextInt(3) == 0 ? random.nextInt(count) : count - 1;
    }

    private Sized next(Sized x) {
        return switch (random.nextInt(local ? 13 : 17)) {
            case 0 -> pad(x);
            case 1, 2 -> convolve(x);
            case 3 -> transposed(x);
            case 4, 5 -> activation(x);
            case 6, 7 -> combine(x);
            case 8 -> pool(x);
            case 9 -> concat(x);
            case 10 -> slice(x);
            case 11, 12 -> resize(x);
            case 13 -> new Sized(x.value().globalAveragePool(), MapSize.PIXEL);
            default -> norm(x);
        };
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Sized apply(Sized x, Op op) {
        return new Sized(x.value().then(op), op.outputSize(List.of(x.size())));
    }

    private Sized pad(Sized x) {
        int most = Math.min(3, Math.min(x.height(), x.width()) - 1);
        PaddingMode mode = any(PaddingMode.values());
        int range = mode == PaddingMode.REFLECT ? most + 1 : 4;
        if (range < 1 || x.size().pixels() > MOST_PIXELS) {
            return activation(x);
        }
        return apply(
                x,
                new Padding(
                        mode,
                        random.nextInt(range),
                        random.nextInt(range),
                        random.nextInt(range),
                        random.nextInt(range)));
    }

    private Sized convolve(Sized x) {
        int kernelHeight = 1 + random.nextInt(Math.min(5, x.height()));
        int kernelWidth = 1 + random.nextInt(Math.min(5, x.width()));
        int stride = 1 + random.nextInt(3);
        int channels = x.channels();
        if (random.nextInt(4) == 0) {
            int kernelSize = Math.min(kernelHeight, kernelWidth);
            Tensor weight = layers.noise(Math.sqrt(3.0) / kernelSize, channels, 1, kernelSize, kernelSize);
            return apply(x, new Op.Convolution(weight, layers.noise(0.5, channels), stride, channels));
        }
        return convolve(x, CHANNELS[random.nextInt(CHANNELS.length)], kernelHeight, kernelWidth, stride);
    }

    private Sized convolve(Sized x, int out, int kernelHeight, int kernelWidth, int stride) {
        double scale = Math.sqrt(3.0 / (x.channels() * kernelHeight * kernelWidth));
        Tensor weight = layers.noise(scale, out, x.channels(), kernelHeight, kernelWidth);
        return apply(x, new Op.Convolution(weight, layers.noise(0.5, out), stride, 1));
    }

    private Sized transposed(Sized x) {
        int stride = 2 + random.nextInt(2);
        int kernelSize = stride + random.nextInt(3);
        int out = CHANNELS[random.nextInt(CHANNELS.length)];
        double scale = Math.sqrt(3.0 * stride * stride / x.channels()) / kernelSize;
        Tensor weight = layers.noise(scale, x.channels(), out, kernelSize, kernelSize);
        Op.TransposedConvolution op = new Op.TransposedConvolution(
                weight, layers.noise(0.5, out), stride, random.nextInt(2), random.nextInt(stride));
        int height = (x.height() - 1) * stride + kernelSize - 2 * op.padding() + op.outputPadding();
        int width = (x.width() - 1) * stride + kernelSize - 2 * op.padding() + op.outputPadding();
        boolean fits = height > 0 && width > 0 && height * width < MOST_PIXELS;
        return fits ? apply(x, op) : activation(x);
    }

    private Sized activation(Sized x) {
        int channels = x.channels();
        return apply(
                x,
                switch (random.nextInt(10)) {
                    case 0, 1 -> new Op.Relu(0);
                    case 2 -> new Op.Relu(0.2f);
                    case 3 -> new Op.PRelu(layers.noise(1, channels));
                    case 4 -> new Op.Sigmoid();
                    case 5 -> new Op.Clamp(-0.75f, 0.5f + random.nextInt(2));
                    case 6 ->
                        random.nextBoolean()
                                ? new Op.Softmax()
                                : new Op.Affine(layers.noise(1, channels), layers.noise(1, channels));
                    case 7 -> new Op.SpatialSoftmax();
                    case 8 -> new Op.ChannelNorm(1e-2, layers.noise(1, channels), layers.noise(1, channels));
                    default -> new Op.Tanh();
                });
    }

    /** With another value of that size, whose channels a convolution makes the same; or with a single pixel. */
    private Sized combine(Sized x) {
        List<Sized> others = values.stream()
                .filter(other -> other.size().equals(x.size()) || other.size().equals(MapSize.PIXEL))
                .toList();
        Sized other = others.get(random.nextInt(others.size()));
        if (other.channels() != x.channels() || random.nextInt(3) == 0) {
            other = convolve(other, x.channels(), 1, 1, 1);
        }
        Operator operator = any(Operator.ADD, Operator.SUBTRACT, Operator.MULTIPLY);
        if (random.nextInt(6) == 0) {
            operator = Operator.DIVIDE;
            Value safe = other.value().sigmoid().affine(ones(x.channels(), 1), ones(x.channels(), 0.5f));
            other = new Sized(safe, other.size());
        } else if (operator == Operator.MULTIPLY) {
            other = new Sized(other.value().tanh(), other.size()); // Else products of products grow without end.
        }
        return new Sized(network.add(new Op.Arithmetic(operator), x.value(), other.value()), x.size());
    }

    private static Tensor ones(int channels, float value) {
        Tensor tensor = Tensor.zeros(channels);
        Arrays.fill(tensor.data(), value);
        return tensor;
    }

    private Sized pool(Sized x) {
        int kernelSize = 1 + random.nextInt(Math.min(3, Math.min(x.height(), x.width())));
        Pooling pooling = any(Pooling.values());
        return apply(x, new Op.Pool(pooling, kernelSize, 1 + random.nextInt(kernelSize), random.nextBoolean()));
    }

    private Sized concat(Sized x) {
        List<Sized> same = values.stream()
                .filter(other -> other.size().equals(x.size()) && other.channels() < 40)
                .toList();
        if (same.isEmpty() || x.channels() > 64) {
            return activation(x);
        }
        return new Sized(x.value().concat(same.get(random.nextInt(same.size())).value()), x.size());
    }

    private Sized slice(Sized x) {
        int from = random.nextInt(x.channels());
        return apply(x, new Op.Slice(from, from + 1 + random.nextInt(x.channels() - from)));
    }

    private Sized resize(Sized x) {
        ResizeMode mode = any(ResizeMode.values());
        if (random.nextBoolean() && 4 * x.size().pixels() < MOST_PIXELS) {
            return apply(x, new Op.Resize(mode, 2));
        }
        Sized like = values.get(random.nextInt(values.size()));
        return new Sized(x.value().resizeLike(like.value(), mode), like.size());
    }

    private Sized norm(Sized x) {
        int channels = x.channels();
        int groups = random.nextInt(3) == 0 ? 1 : channels % 2 == 0 ? 2 : channels;
        return switch (random.nextInt(3)) {
            case 0 -> apply(x, new Op.InstanceNorm(EPSILON, null, layers.noise(1, channels)));
            case 1 -> apply(x, new Op.GroupNorm(groups, EPSILON, layers.noise(1, channels), layers.noise(1, channels)));
            default -> {
                Sized style = convolve(values.get(random.nextInt(values.size())), channels, 1, 1, 1);
                yield new Sized(x.value().adaptiveInstanceNorm(style.value(), EPSILON), x.size());
            }
        };
    }
}
