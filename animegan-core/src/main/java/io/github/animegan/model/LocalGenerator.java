package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;

/**
 * This project's own generator, small and without any normalization: two halvings of the size or more, residual blocks at every
 * size, as many doublings, a skip at each size but the picture's own, where the picture itself is the skip. What it computes is
 * added to the picture, {@code y = x + f(x)}, so it only learns what the style changes. Its width, the number of its scales and
 * those of its blocks are read from the weights. An output side is that of the input.
 *
 * <p>No map is as large as the picture: the first convolution halves it already, and one transposed convolution at the end
 * computes the pixels. A map is enlarged by a 1x1 convolution and bilinear interpolation; what is added to it, and the blocks
 * that follow, are what sees more than a pixel. That costs less than half of transposed convolutions at each size.
 *
 * <p>No statistics of the whole picture enter: an output pixel depends on the neighborhood that
 * {@link Generator#receptiveField} tells and on nothing else. So a large picture needs no more memory than a few of its
 * rows, and what stands still in a video stays still.
 *
 * <p>Sources: J. Johnson et al., "Perceptual Losses for Real-Time Style Transfer and Super-Resolution", ECCV 2016, for
 * the blocks between down- and up-sampling; T. Lin et al., "Feature Pyramid Networks for Object Detection", CVPR 2017, for the way
 * back through sums of enlarged maps; B. Lim et al., "Enhanced Deep Residual Networks for Single Image Super-Resolution", CVPR
 * Workshops 2017, for leaving out the normalization.
 */
final class LocalGenerator {
    static final String FIRST_KEY = "down1.weight";

    private static final int PICTURE_CHANNELS = 3;
    private static final float NEGATIVE_SLOPE = 0.2f;

    private static final int FEWEST_SCALES = 2;
    private static final int MOST_SCALES = 5;

    private final WeightReader weights;
    private final int scales;

    private LocalGenerator(WeightReader weights) {
        this.weights = weights;
        int found = FEWEST_SCALES; // With fewer, what is missing is named.
        while (found < MOST_SCALES && weights.has("down" + (found + 1) + ".weight")) {
            found++;
        }
        this.scales = found;
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        LocalGenerator generator = new LocalGenerator(weights);
        Network network = weights.network(name, generator::define);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, 1 << generator.scales));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();
        int width = weights.size(FIRST_KEY, 0);

        Value x = network.input("input", PICTURE_CHANNELS); // [h, w, 3]
        Value half = halved(1, x, width); //                  [h/2, w/2, width]
        Value y = transposed("head", half, PICTURE_CHANNELS).plus(x); // [h, w, 3]
        return network.output("output", y).build();
    }

    /**
     * From a scale to the one of half its size, through that one and all coarser ones.
     *
     * @param number 1 for the half of the picture's size, 2 for its quarter, and so on
     * @param x [s, s, any]
     * @param width channels of the half-sized map; the next one has twice as many
     * @return [s/2, s/2, width]
     */
    private Value halved(int number, Value x, int width) {
        Value skip = convolution("down" + number, x, width, 2).leakyRelu(NEGATIVE_SLOPE);
        if (number == scales) {
            return residualBlocks("blocks", skip);
        }
        skip = residualBlocks("enter" + number, skip);
        Value coarse = halved(number + 1, skip, 2 * width);
        Value y = doubled("up" + number, coarse, width).plus(skip).leakyRelu(NEGATIVE_SLOPE);
        return residualBlocks("leave" + number, y);
    }

    /** As many as there are weights for. */
    private Value residualBlocks(String key, Value x) {
        Value y = x;
        for (int i = 0; weights.has(key + "." + i + ".conv1.weight"); i++) {
            Value body =
                    convolution(key + "." + i + ".conv1", y, y.channels(), 1).leakyRelu(NEGATIVE_SLOPE);
            y = convolution(key + "." + i + ".conv2", body, y.channels(), 1).plus(y);
        }
        return y;
    }

    private Value convolution(String key, Value x, int out, int stride) {
        Tensor weight = weights.take(key + ".weight", out, x.channels(), 3, 3);
        return x.pad(Padding.reflect(1)).conv(weight, weights.take(key + ".bias", out), stride);
    }

    /** Doubles both sides by interpolation, after a convolution that changes the number of channels. */
    private Value doubled(String key, Value x, int out) {
        Tensor weight = weights.take(key + ".weight", out, x.channels(), 1, 1);
        return x.conv(weight, weights.take(key + ".bias", out), 1).resize(ResizeMode.HALF_PIXEL, 2);
    }

    /** Doubles both sides by a transposed convolution. */
    private Value transposed(String key, Value x, int out) {
        Tensor weight = weights.take(key + ".weight", x.channels(), out, 4, 4);
        return x.transposedConv(weight, weights.take(key + ".bias", out), 2, 1, 0);
    }
}
