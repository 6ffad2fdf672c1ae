package io.github.animegan.model;

import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The generator of CycleGAN and its family: down-samplings, residual blocks, as many up-samplings. Width, depth and the kinds of
 * layers are read from the weights, for there is a zoo of them: drop-out in the blocks, batch instead of instance norm,
 * transposed convolutions or resizing before plain ones, CUT's blur before sampling, pix2pixHD's four down-samplings.
 *
 * <p>An output side is the input's, rounded up to a multiple of {@code 2^downsamplings}.
 *
 * <p>Sources: J.-Y. Zhu et al., "Unpaired Image-to-Image Translation using Cycle-Consistent Adversarial Networks", ICCV
 * 2017; T. Park et al., "Contrastive Learning for Unpaired Image-to-Image Translation", ECCV 2020, with R. Zhang, "Making
 * Convolutional Networks Shift-Invariant Again", ICML 2019; T.-C. Wang et al., "High-Resolution Image Synthesis and Semantic
 * Manipulation with Conditional GANs", CVPR 2018. Keys as in junyanz/pytorch-CycleGAN-and-pix2pix ({@code conv_block}), whose
 * shorter form ({@code block}) is read as well.
 */
final class ResnetGenerator {
    static final String FIRST_KEY = "model.1.weight";

    /** Blurs that are not bilinear become a full convolution, whose weights grow with the square. */
    private static final int MAX_BLURRED_CHANNELS = 1024;

    private final WeightReader weights;
    private final TorchNorms norms;
    private final ResizeMode resizing;
    /** The place in PyTorch's {@code nn.Sequential} that the next layer has, from which its keys are made. */
    private int index;

    private ResnetGenerator(WeightReader weights, StateDict stateDict) {
        this.weights = weights;
        this.norms = new TorchNorms(weights, stateDict);
        this.resizing = Upsampling.of(stateDict).orElse(Upsampling.HALF_PIXEL).mode();
    }

    static Generator of(StateDict stateDict, String name) {
        WeightReader weights = new WeightReader(stateDict);
        Network network = weights.network(name, new ResnetGenerator(weights, stateDict)::define);
        return new Generator(name, network, PictureFormat.signed(ChannelOrder.RGB, 1));
    }

    private Network define() {
        NetworkBuilder network = new NetworkBuilder();

        Value y = network.input("input", weights.size(FIRST_KEY, 1)); // [h, w, 3]
        y = edgeConvolution(y, weights.size(FIRST_KEY, 0)); //           [h, w, width]
        y = normRelu(y);

        int downsamplings = 0;
        while (widens(y)) {
            y = downsample(y); //                                        [h/2, w/2, 2 width], ...
            downsamplings++;
        }
        while (isResidualBlock()) {
            y = residualBlock(y);
        }
        for (int i = 0; i < downsamplings; i++) {
            y = upsample(y); //                                          ..., [h, w, width]
        }

        y = edgeConvolution(y, 3).tanh(); //                             [h, w, 3]
        return network.output("output", y).build();
    }

    /** A wide window over a reflected border. Reflection is a layer of its own in PyTorch's sequence. */
    private Value edgeConvolution(Value x, int out) {
        int kernelSize = weights.size(key(1) + ".weight", 2);
        index++;
        return convolution(nextKey(), x.pad(Padding.reflect(kernelSize / 2)), out, kernelSize, 1);
    }

    /** Whether the next layer is a convolution to more channels than there are. */
    private boolean widens(Value x) {
        String weight = key(0) + ".weight";
        return weights.has(weight) && weights.size(weight, 1) == x.channels() && weights.size(weight, 0) > x.channels();
    }

    /** By a stride, or as in CUT by a blur after a convolution of stride 1. */
    private Value downsample(Value x) {
        boolean blurs = weights.has(key(3) + ".filt");
        int out = weights.size(key(0) + ".weight", 0);
        Value y = convolution(nextKey(), x.pad(Padding.zero(1)), out, 3, blurs ? 1 : 2);
        y = normRelu(y);
        if (blurs) {
            Tensor filter = weights.take(key(0) + ".filt", out, 1, 3, 3);
            index++;
            y = y.pad(Padding.reflect(1)).depthwiseConv(filter, null, 2);
        }
        return y;
    }

    private Value upsample(Value x) {
        if (weights.has(key(0) + ".filt")) {
            return normRelu(narrowing(blurredDouble(x)));
        }
        if (weights.has(key(0) + ".weight")) {
            return normRelu(transposed(x));
        }
        if (weights.has(key(2) + ".weight")) {
            // Resizing, reflection and a plain convolution: three places in the sequence.
            index += 2;
            int out = weights.size(key(0) + ".weight", 0);
            Value y = x.resize(resizing, 2).pad(Padding.reflect(1));
            return normRelu(convolution(nextKey(), y, out, 3, 1));
        }
        // Without the reflection, the up-sampling is PyTorch's default, the nearest pixel.
        index++;
        return normRelu(narrowing(x.resize(ResizeMode.NEAREST, 2)));
    }

    /** CUT's up-sampling: zeros between the pixels, then a blur by 4x4 weights, over a repeated border. */
    private Value blurredDouble(Value x) {
        int channels = x.channels();
        Tensor filter = weights.take(key(0) + ".filt", channels, 1, 4, 4);
        index++;
        if (isBilinear(filter)) {
            return x.resize(ResizeMode.HALF_PIXEL, 2);
        }
        if (channels > MAX_BLURRED_CHANNELS) {
            throw new IllegalArgumentException("a blur of weights of its own over " + channels + " channels");
        }
        float[] diagonal = new float[channels * channels * 16];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(filter.data(), c * 16, diagonal, (c * channels + c) * 16, 16);
        }
        Tensor weight = Tensor.of(Shape.of(channels, channels, 4, 4), diagonal);
        return x.pad(new Padding(PaddingMode.EDGE, 1, 1, 1, 1)).transposedConv(weight, null, 2, 3, 0);
    }

    /** Whether each filter is that of a bilinear interpolation: (1, 3, 3, 1) / 4 across and down. */
    private static boolean isBilinear(Tensor filter) {
        float[] axis = {0.25f, 0.75f, 0.75f, 0.25f};
        for (int i = 0; i < filter.data().length; i++) {
            if (Math.abs(filter.data()[i] - axis[i / 4 % 4] * axis[i % 4]) > 1e-6f) {
                return false;
            }
        }
        return true;
    }

    private Value narrowing(Value x) {
        int out = weights.size(key(0) + ".weight", 0);
        return convolution(nextKey(), x.pad(Padding.zero(1)), out, 3, 1);
    }

    private Value transposed(Value x) {
        String key = nextKey();
        int out = weights.size(key + ".weight", 1);
        Tensor weight = weights.take(key + ".weight", x.channels(), out, 3, 3);
        return x.transposedConv(weight, weights.takeIfPresent(key + ".bias", out), 2, 1, 1);
    }

    private boolean isResidualBlock() {
        return !blockKey().isEmpty();
    }

    private String blockKey() {
        for (String name : new String[] {".conv_block.", ".block."}) {
            for (int first = 0; first <= 1; first++) {
                if (weights.has("model." + index + name + first + ".weight")) {
                    return "model." + index + name;
                }
            }
        }
        return "";
    }

    /** Two convolutions, over reflected borders or, where those are no layers of the block, over zeros. */
    private Value residualBlock(Value x) {
        String block = blockKey();
        int first = weights.has(block + "0.weight") ? 0 : 1;
        // With drop-out, which does nothing at inference, the second convolution moves on by one.
        int usual = 3 + 2 * first;
        int later = usual + 1;
        boolean moved = !weights.has(block + usual + ".weight") && weights.has(block + later + ".weight");
        int second = moved ? later : usual;
        Padding padding = first == 1 ? Padding.reflect(1) : Padding.zero(1);
        index++;
        Value y = convolution(block + first, x.pad(padding), x.channels(), 3, 1);
        y = norms.norm(block + (first + 1), y).relu();
        y = convolution(block + second, y.pad(padding), x.channels(), 3, 1);
        return norms.norm(block + (second + 1), y).plus(x);
    }

    /** A norm and a ReLU, two places in the sequence. */
    private Value normRelu(Value x) {
        Value y = norms.norm(key(0), x).relu();
        index += 2;
        return y;
    }

    private String nextKey() {
        return "model." + index++;
    }

    private String key(int ahead) {
        return "model." + (index + ahead);
    }

    private Value convolution(String key, Value x, int out, int kernelSize, int stride) {
        Tensor weight = weights.take(key + ".weight", out, x.channels(), kernelSize, kernelSize);
        @Nullable Tensor bias = weights.takeIfPresent(key + ".bias", out);
        return x.conv(weight, bias, stride);
    }
}
