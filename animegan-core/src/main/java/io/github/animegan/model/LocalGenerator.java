package io.github.animegan.model;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * This project's own generator, small and without any normalisation: two down-samplings, residual blocks, two transposed
 * convolutions, a skip at each size. What it computes is added to the picture, {@code y = x + f(x)}, so it only learns
 * what the style changes. Its width and numbers of blocks are read from the weights. An output side is that of the input.
 *
 * <p>No statistics of the whole picture enter: an output pixel depends on the neighbourhood that
 * {@link Generator#receptiveField} tells and on nothing else. So a large picture needs no more memory than a few of its
 * rows, and what stands still in a video stays still.
 *
 * <p>Sources: J. Johnson et al., "Perceptual Losses for Real-Time Style Transfer and Super-Resolution", ECCV 2016, for
 * the blocks between down- and up-sampling; O. Ronneberger et al., "U-Net", MICCAI 2015, for the skips, which here are
 * sums; B. Lim et al., "Enhanced Deep Residual Networks for Single Image Super-Resolution", CVPR Workshops 2017, for leaving
 * out the normalisation.
 */
final class LocalGenerator {
    static final String NAME = "LocalGenerator";

    private static final float NEGATIVE_SLOPE = 0.2f;

    private final WeightReader weights;

    private LocalGenerator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict) {
        WeightReader weights = new WeightReader(stateDict);
        List<Layer> layers = new LocalGenerator(weights).define();
        weights.finish(NAME);
        return new Generator(NAME, layers, ChannelOrder.RGB, 4);
    }

    private List<Layer> define() {
        int width = weights.size("stem.weight", 0);
        Convolution stem = convolution("stem", 3, width, 1); // Taken first, as it is the first to be missed.

        List<Layer> quarter = new ArrayList<>();
        quarter.add(Padding.reflect(1));
        quarter.add(convolution("down2", 2 * width, 4 * width, 2)); // [h/4, w/4, 4 width]
        quarter.add(new Relu(NEGATIVE_SLOPE));
        quarter.addAll(residualBlocks("blocks", 4 * width));
        quarter.add(transposed("up1", 4 * width, 2 * width)); //       [h/2, w/2, 2 width]

        List<Layer> half = new ArrayList<>();
        half.add(Padding.reflect(1));
        half.add(convolution("down1", width, 2 * width, 2)); //        [h/2, w/2, 2 width]
        half.add(new Relu(NEGATIVE_SLOPE));
        half.add(new Residual(quarter));
        half.add(new Relu(NEGATIVE_SLOPE));
        half.addAll(residualBlocks("refine", 2 * width));
        half.add(transposed("up2", 2 * width, width)); //              [h, w, width]

        List<Layer> full = new ArrayList<>();
        full.add(Padding.reflect(1));
        full.add(stem); //                                             [h, w, width]
        full.add(new Relu(NEGATIVE_SLOPE));
        full.add(new Residual(half));
        full.add(new Relu(NEGATIVE_SLOPE));
        full.add(Padding.reflect(1));
        full.add(convolution("head", width, 3, 1)); //                 [h, w, 3]
        return List.of(new Residual(full));
    }

    /** As many as there are weights for. */
    private List<Layer> residualBlocks(String key, int width) {
        List<Layer> blocks = new ArrayList<>();
        for (int i = 0; weights.has(key + "." + i + ".conv1.weight"); i++) {
            blocks.add(new Residual(List.of(
                    Padding.reflect(1),
                    convolution(key + "." + i + ".conv1", width, width, 1),
                    new Relu(NEGATIVE_SLOPE),
                    Padding.reflect(1),
                    convolution(key + "." + i + ".conv2", width, width, 1))));
        }
        return blocks;
    }

    private Convolution convolution(String key, int in, int out, int stride) {
        Tensor weight = weights.take(key + ".weight", out, in, 3, 3);
        return new Convolution(weight, weights.take(key + ".bias", out), stride, 1);
    }

    /** Doubles both sides. */
    private TransposedConvolution transposed(String key, int in, int out) {
        Tensor weight = weights.take(key + ".weight", in, out, 4, 4);
        return new TransposedConvolution(weight, weights.take(key + ".bias", out), 2, 1, 0);
    }
}
