package io.github.animegan.engine;

import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.model.Upsampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes sequences of layers that nobody would think of, for a picture of a given size, keeping maps small. */
final class RandomNetwork {
    private static final int[] CHANNELS = {1, 3, 4, 6, 15, 16, 17, 32, 33};
    /** So large that a norm of a nearly constant map does not blow up rounding errors. */
    private static final double EPSILON = 0.1;

    private final Random random;
    private final RandomLayers layers;
    private final int pictureHeight;
    private final int pictureWidth;
    /** Whether layers that see the whole picture, or its size, are left out. */
    private final boolean local;

    private final List<Layer> sequence = new ArrayList<>();
    private int height;
    private int width;
    private int channels = 3;

    private RandomNetwork(Random random, int pictureHeight, int pictureWidth, boolean local) {
        this.random = random;
        this.layers = new RandomLayers(random);
        this.pictureHeight = pictureHeight;
        this.pictureWidth = pictureWidth;
        this.height = pictureHeight;
        this.width = pictureWidth;
        this.local = local;
    }

    static List<Layer> of(Random random, int pictureHeight, int pictureWidth) {
        return new RandomNetwork(random, pictureHeight, pictureWidth, false).any();
    }

    /** One that has a receptive field. */
    static List<Layer> local(Random random, int pictureHeight, int pictureWidth) {
        return new RandomNetwork(random, pictureHeight, pictureWidth, true).any();
    }

    private List<Layer> any() {
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            addAny();
        }
        if (channels > 16) {
            // An engine's result has no lanes past its channels.
            sequence.add(layers.convolution(channels, 3, 1, 1));
        }
        return sequence;
    }

    private void addAny() {
        switch (random.nextInt(local ? 4 : 7)) {
            case 0 -> addPadding();
            case 1 -> addConvolution();
            case 2 -> addTransposed();
            case 3 -> sequence.add(new Residual(sameSize(1 + random.nextInt(4), 2)));
            case 4 -> addUpsample();
            default -> sequence.add(norm());
        }
        if (random.nextBoolean()) {
            sequence.add(activation());
        }
    }

    private void addPadding() {
        int most = Math.min(3, Math.min(height, width) - 1);
        boolean reflect = random.nextBoolean() && most > 0;
        int[] sides = new int[4];
        for (int i = 0; i < sides.length; i++) {
            sides[i] = random.nextInt(reflect ? most + 1 : 4);
        }
        sequence.add(new Padding(reflect ? Border.REFLECT : Border.ZERO, sides[0], sides[1], sides[2], sides[3]));
        height += sides[0] + sides[1];
        width += sides[2] + sides[3];
    }

    private void addConvolution() {
        int kernelHeight = 1 + random.nextInt(Math.min(5, height));
        int kernelWidth = 1 + random.nextInt(Math.min(5, width));
        int stride = 1 + random.nextInt(3);
        int out = CHANNELS[random.nextInt(CHANNELS.length)];
        if (random.nextInt(4) == 0) {
            kernelHeight = Math.min(kernelHeight, kernelWidth);
            kernelWidth = kernelHeight;
            out = channels;
            sequence.add(layers.depthwise(channels, kernelHeight, stride));
        } else {
            sequence.add(layers.convolution(channels, out, kernelHeight, kernelWidth, stride));
        }
        height = (height - kernelHeight) / stride + 1;
        width = (width - kernelWidth) / stride + 1;
        channels = out;
    }

    private void addTransposed() {
        int stride = 2 + random.nextInt(2);
        int kernelSize = stride + random.nextInt(3);
        int padding = random.nextInt(2);
        int outputPadding = random.nextInt(stride);
        int newHeight = (height - 1) * stride + kernelSize - 2 * padding + outputPadding;
        int newWidth = (width - 1) * stride + kernelSize - 2 * padding + outputPadding;
        if (newHeight < 1 || newWidth < 1 || newHeight * newWidth > 2500) {
            return;
        }
        int out = CHANNELS[random.nextInt(CHANNELS.length)];
        sequence.add(layers.transposed(channels, out, kernelSize, stride, padding, outputPadding));
        height = newHeight;
        width = newWidth;
        channels = out;
    }

    private void addUpsample() {
        Upsampling[] modes = Upsampling.values();
        int divisor = 1 + random.nextInt(2);
        if (pictureHeight < divisor || pictureWidth < divisor) {
            return;
        }
        sequence.add(new Upsample(modes[random.nextInt(modes.length)], divisor));
        height = pictureHeight / divisor;
        width = pictureWidth / divisor;
    }

    /** Layers that keep the map's size and channels. */
    private List<Layer> sameSize(int count, int depth) {
        List<Layer> body = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(6)) {
                case 0 -> body.add(local ? activation() : norm());
                case 1 -> body.add(activation());
                case 2 -> {
                    body.add(Padding.zero(1));
                    body.add(layers.depthwise(channels, 3, 1));
                }
                case 3 -> {
                    body.add(height > 2 && width > 2 ? Padding.reflect(2) : Padding.zero(2));
                    body.add(layers.convolution(channels, channels, 5, 1));
                }
                case 4 ->
                    body.add(depth == 0 ? activation() : new Residual(sameSize(1 + random.nextInt(3), depth - 1)));
                default -> body.add(layers.convolution(channels, channels, 1, 1));
            }
        }
        return body;
    }

    private Layer norm() {
        int groups = random.nextInt(3) == 0 ? 1 : channels % 2 == 0 ? 2 : channels;
        return random.nextBoolean()
                ? new InstanceNorm(EPSILON, null, layers.noise(1, channels))
                : new GroupNorm(groups, EPSILON, layers.noise(1, channels), layers.noise(1, channels));
    }

    private Layer activation() {
        return switch (random.nextInt(3)) {
            case 0 -> new Relu(0);
            case 1 -> new Relu(0.2f);
            default -> new Tanh();
        };
    }
}
