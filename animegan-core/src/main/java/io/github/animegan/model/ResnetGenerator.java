package io.github.animegan.model;

import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Residual;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The generator of CycleGAN: two down-samplings, residual blocks, two transposed convolutions, instance norm all over.
 * Width and number of blocks are read from the weights. An output side is {@code 4 * ceil(ceil(in / 2) / 2)}.
 *
 * <p>Source: J.-Y. Zhu et al., "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", ICCV
 * 2017; {@code ResnetGenerator} in junyanz/pytorch-CycleGAN-and-pix2pix, whose keys ({@code conv_block}) are read as
 * well as the shorter {@code block}.
 */
final class ResnetGenerator {
    static final String NAME = "ResnetGenerator";

    private final WeightReader weights;
    private final List<Layer> layers = new ArrayList<>();
    /** The index in PyTorch's {@code nn.Sequential} that the next layer has, from which its keys are made. */
    private int index;

    private ResnetGenerator(WeightReader weights) {
        this.weights = weights;
    }

    static Generator of(StateDict stateDict) {
        WeightReader weights = new WeightReader(stateDict);
        List<Layer> layers = new ResnetGenerator(weights).define();
        weights.finish(NAME);
        return new Generator(NAME, layers, ChannelOrder.RGB, 1);
    }

    private List<Layer> define() {
        int width = weights.size("model.1.weight", 0);

        add(Padding.reflect(3)); //                     [h, w, 3]
        convolution(3, width, 7, 1); //                 [h, w, width]
        normRelu(width);

        add(Padding.zero(1), 0);
        convolution(width, 2 * width, 3, 2); //         [h/2, w/2, 2 width]
        normRelu(2 * width);
        add(Padding.zero(1), 0);
        convolution(2 * width, 4 * width, 3, 2); //     [h/4, w/4, 4 width]
        normRelu(4 * width);

        while (isResidualBlock()) {
            residualBlock(4 * width);
        }

        transposed(4 * width, 2 * width); //            [h/2, w/2, 2 width]
        normRelu(2 * width);
        transposed(2 * width, width); //                [h, w, width]
        normRelu(width);

        add(Padding.reflect(3));
        convolution(width, 3, 7, 1); //                 [h, w, 3]
        add(new Tanh());
        return layers;
    }

    private boolean isResidualBlock() {
        return weights.has("model." + index + ".conv_block.1.weight")
                || weights.has("model." + index + ".block.1.weight");
    }

    private void residualBlock(int width) {
        String block = weights.has("model." + index + ".block.1.weight") ? ".block." : ".conv_block.";
        String first = "model." + index + block + 1;
        // With drop-out, which does nothing at inference, the second convolution moves on by one.
        boolean dropOut = !weights.has("model." + index + block + "5.weight")
                && weights.has("model." + index + block + "6.weight");
        String second = "model." + index + block + (dropOut ? 6 : 5);
        String secondNorm = "model." + index + block + (dropOut ? 7 : 6);
        add(new Residual(List.of(
                Padding.reflect(1),
                convolutionOf(first, width, width, 3, 1),
                normOf("model." + index + block + 2, width),
                new Relu(0),
                Padding.reflect(1),
                convolutionOf(second, width, width, 3, 1),
                normOf(secondNorm, width))));
    }

    private void convolution(int in, int out, int kernelSize, int stride) {
        add(convolutionOf("model." + index, in, out, kernelSize, stride));
    }

    private void transposed(int in, int out) {
        Tensor weight = weights.take("model." + index + ".weight", in, out, 3, 3);
        @Nullable Tensor bias = weights.takeIfPresent("model." + index + ".bias", out);
        add(new TransposedConvolution(weight, bias, 2, 1, 1));
    }

    private void normRelu(int width) {
        add(normOf("model." + index, width));
        add(new Relu(0));
    }

    private Convolution convolutionOf(String key, int in, int out, int kernelSize, int stride) {
        Tensor weight = weights.take(key + ".weight", out, in, kernelSize, kernelSize);
        return new Convolution(weight, weights.takeIfPresent(key + ".bias", out), stride, 1);
    }

    /** Old checkpoints carry running statistics that the original never uses. */
    private InstanceNorm normOf(String key, int width) {
        for (String unused : List.of(".running_mean", ".running_var", ".num_batches_tracked")) {
            weights.ignore(key + unused);
        }
        return new InstanceNorm(
                1e-5, weights.takeIfPresent(key + ".weight", width), weights.takeIfPresent(key + ".bias", width));
    }

    private void add(Layer layer) {
        add(layer, 1);
    }

    /** A layer that takes {@code places} of PyTorch's sequence: none where PyTorch pads within its convolution. */
    private void add(Layer layer, int places) {
        layers.add(layer);
        index += places;
    }
}
