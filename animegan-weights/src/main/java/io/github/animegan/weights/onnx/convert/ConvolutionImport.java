package io.github.animegan.weights.onnx.convert;

import io.github.animegan.network.MapSize;
import io.github.animegan.network.Op;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.onnx.model.ImportException;
import io.github.animegan.weights.onnx.model.OnnxNode;
import io.github.animegan.weights.onnx.model.OnnxTensor;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code Conv}, {@code ConvTranspose}, {@code MatMul}, and the pixel shuffles, which are convolutions with weights 0 and 1. */
final class ConvolutionImport {
    private final Maps maps;

    ConvolutionImport(Maps maps) {
        this.maps = maps;
    }

    private NetworkAssembly network() {
        return maps.network();
    }

    FeatureMap convolution(OnnxNode node, FeatureMap x, OnnxTensor weight, @Nullable OnnxTensor bias) {
        Tensor kernel = dilated(node, fourAxes(weight));
        int kernelHeight = kernel.shape().size(2);
        int kernelWidth = kernel.shape().size(3);
        int map = maps.planar(x, kernelHeight == 1 && kernelWidth == 1);
        int stride = stride(node);
        int[] pads = pads(node, map, kernelHeight, kernelWidth, stride);
        if (Arrays.stream(pads).anyMatch(pad -> pad != 0)) {
            map = network().add(new Op.Padding(PaddingMode.ZERO, pads[0], pads[2], pads[1], pads[3]), map);
        }
        long groups = node.integer("group", 1);
        int in = network().channels(map);
        int out = kernel.shape().size(0);
        if (groups < 1
                || in % groups != 0
                || out % groups != 0
                || kernel.shape().size(1) != in / groups) {
            throw ImportException.unsupported(
                    "weights " + kernel.shape() + " in " + groups + " groups for a map of " + in + " channels");
        }
        boolean depthwise = groups == in && out == in;
        if (groups == 1 || depthwise) {
            return new FeatureMap(
                    network().add(new Op.Convolution(kernel, biasOf(bias), stride, (int) groups), map), x.layout());
        }
        return new FeatureMap(grouped(map, kernel, bias, stride, (int) groups), x.layout());
    }

    private int grouped(int map, Tensor kernel, @Nullable OnnxTensor bias, int stride, int groups) {
        int in = network().channels(map) / groups;
        int out = kernel.shape().size(0) / groups;
        int size = kernel.shape().elementCount() / groups;
        if (groups > 64) {
            throw ImportException.unsupported("a convolution in " + groups + " groups");
        }
        int[] parts = new int[groups];
        for (int g = 0; g < groups; g++) {
            Tensor part = Tensor.of(
                    Shape.of(out, in, kernel.shape().size(2), kernel.shape().size(3)),
                    Arrays.copyOfRange(kernel.data(), g * size, (g + 1) * size));
            int slice = network().add(new Op.Slice(g * in, (g + 1) * in), map);
            Tensor partBias = bias == null
                    ? null
                    : Tensor.of(Shape.of(out), Arrays.copyOfRange(bias.floats(), g * out, (g + 1) * out));
            parts[g] = network().add(new Op.Convolution(part, partBias, stride, 1), slice);
        }
        return network().add(new Op.Concat(), parts);
    }

    /** A convolution over one axis has its window in the last place. */
    private static Tensor fourAxes(OnnxTensor weight) {
        int[] dims = weight.dims();
        if (dims.length == 3) {
            return Tensor.of(Shape.of(dims[0], dims[1], 1, dims[2]), weight.floats());
        }
        if (dims.length != 4) {
            throw ImportException.unsupported("weights of " + dims.length + " axes");
        }
        return Tensor.of(Shape.of(dims), weight.floats());
    }

    /** Weights with zeros between them instead of a dilation. */
    private Tensor dilated(OnnxNode node, Tensor weight) {
        long[] dilations = node.integers("dilations", 1, 1);
        int down = factor(dilations, dilations.length - 2);
        int across = factor(dilations, dilations.length - 1);
        Shape shape = weight.shape();
        if (down == 1 && across == 1) {
            return weight;
        }
        int height = (shape.size(2) - 1) * down + 1;
        int width = (shape.size(3) - 1) * across + 1;
        int planes = shape.size(0) * shape.size(1);
        network().takeWeights((long) planes * height * width);
        float[] spread = new float[planes * height * width];
        for (int i = 0; i < weight.data().length; i++) {
            int plane = i / (shape.size(2) * shape.size(3));
            int y = i / shape.size(3) % shape.size(2);
            int x = i % shape.size(3);
            spread[(plane * height + y * down) * width + x * across] = weight.data()[i];
        }
        return Tensor.of(Shape.of(shape.size(0), shape.size(1), height, width), spread);
    }

    private static int factor(long[] factors, int place) {
        long factor = place < 0 || place >= factors.length ? 1 : factors[place];
        if (factor < 1 || factor > 64) {
            throw ImportException.unsupported("a stride or dilation of " + factor);
        }
        return (int) factor;
    }

    static int stride(OnnxNode node) {
        long[] strides = node.integers("strides", 1, 1);
        int across = factor(strides, strides.length - 1);
        if (strides.length > 1 && factor(strides, strides.length - 2) != across) {
            throw ImportException.unsupported("different strides down and across");
        }
        return across;
    }

    /** Rows and columns of zeros before and after: top, left, bottom, right. */
    int[] pads(OnnxNode node, int map, int kernelHeight, int kernelWidth, int stride) {
        String auto = node.text("auto_pad", "NOTSET").toUpperCase(Locale.ROOT);
        if (auto.equals("NOTSET")) {
            long[] pads = node.integers("pads", 0, 0, 0, 0);
            long[] four = pads.length == 2 ? new long[] {0, pads[0], 0, pads[1]} : pads;
            if (four.length != 4 || Arrays.stream(four).anyMatch(pad -> pad < 0 || pad > 1024)) {
                throw ImportException.unsupported("the paddings " + Arrays.toString(four));
            }
            return Arrays.stream(four).mapToInt(pad -> (int) pad).toArray();
        }
        if (auto.equals("VALID")) {
            return new int[4];
        }
        int[] same = null;
        for (MapSize size : network().sizes(map)) {
            int rows = total(size.height(), kernelHeight, stride);
            int columns = total(size.width(), kernelWidth, stride);
            boolean upper = auto.equals("SAME_UPPER");
            int top = upper ? rows / 2 : rows - rows / 2;
            int left = upper ? columns / 2 : columns - columns / 2;
            int[] pads = {top, left, rows - top, columns - left};
            if (same != null && !Arrays.equals(same, pads)) {
                throw ImportException.size("a padding that depends on the picture's size");
            }
            same = pads;
        }
        return same == null ? new int[4] : same;
    }

    private static int total(int size, int kernel, int stride) {
        int out = (size + stride - 1) / stride;
        return Math.max(0, (out - 1) * stride + kernel - size);
    }

    FeatureMap transposed(OnnxNode node, FeatureMap x, OnnxTensor weight, @Nullable OnnxTensor bias) {
        int map = maps.planar(x, false);
        Tensor kernel = fourAxes(weight);
        int stride = stride(node);
        if (node.integer("group", 1) != 1
                || node.has("output_shape")
                || Arrays.stream(node.integers("dilations", 1, 1)).anyMatch(dilation -> dilation != 1)) {
            kernel = ungrouped(node, kernel, network().channels(map));
        }
        long[] more = node.integers("output_padding", 0, 0);
        long[] pads = transposedPads(node, kernel, stride, more);
        long before = pads[0];
        long extra = more[0] + pads[0] - pads[2];
        boolean square = pads[0] == pads[1] && pads[2] == pads[3] && more[0] == more[more.length - 1];
        if (!square || before < 0 || before > 1024 || extra < 0 || extra > 1024) {
            throw ImportException.unsupported("the paddings " + Arrays.toString(pads) + " of a transposed convolution");
        }
        return new FeatureMap(
                network()
                        .add(
                                new Op.TransposedConvolution(kernel, biasOf(bias), stride, (int) before, (int) extra),
                                map),
                x.layout());
    }

    private static long[] transposedPads(OnnxNode node, Tensor kernel, int stride, long[] more) {
        String auto = node.text("auto_pad", "NOTSET").toUpperCase(Locale.ROOT);
        long[] pads = node.integers("pads", 0, 0, 0, 0);
        if (auto.startsWith("SAME")) {
            long total = Math.max(0, kernel.shape().size(2) - stride + more[0]);
            long less = total / 2;
            long end = auto.equals("SAME_UPPER") ? total - less : less;
            pads = new long[] {total - end, total - end, end, end};
        }
        if (pads.length != 4) {
            throw ImportException.unsupported("paddings of " + pads.length + " sides");
        }
        return pads;
    }

    /** A transposed convolution of each channel by itself as one of all channels, most of whose weights are 0. */
    private Tensor ungrouped(OnnxNode node, Tensor kernel, int channels) {
        boolean depthwise = node.integer("group", 1) == channels
                && kernel.shape().size(1) == 1
                && kernel.shape().size(0) == channels
                && !node.has("output_shape")
                && Arrays.stream(node.integers("dilations", 1, 1)).allMatch(dilation -> dilation == 1);
        if (!depthwise) {
            throw ImportException.unsupported("a transposed convolution with groups, dilations or an output shape");
        }
        int window = kernel.shape().size(2) * kernel.shape().size(3);
        network().takeWeights((long) channels * channels * window);
        float[] diagonal = new float[channels * channels * window];
        for (int c = 0; c < channels; c++) {
            System.arraycopy(kernel.data(), c * window, diagonal, (c * channels + c) * window, window);
        }
        return Tensor.of(
                Shape.of(
                        channels,
                        channels,
                        kernel.shape().size(2),
                        kernel.shape().size(3)),
                diagonal);
    }

    private static @Nullable Tensor biasOf(@Nullable OnnxTensor bias) {
        return bias == null ? null : Tensor.of(Shape.of(bias.count()), bias.floats());
    }

    /** A product with a matrix over the last axis, the channels: a convolution of single pixels. */
    FeatureMap product(FeatureMap x, OnnxTensor matrix) {
        int[] dims = matrix.dims();
        if (dims.length != 2 || x.layout().channelAxis() != x.layout().rank() - 1) {
            throw ImportException.unsupported("a product of other than pixels and a matrix");
        }
        float[] weight = new float[matrix.count()];
        for (int in = 0; in < dims[0]; in++) {
            for (int out = 0; out < dims[1]; out++) {
                weight[out * dims[0] + in] = matrix.floats()[in * dims[1] + out];
            }
        }
        Tensor kernel = Tensor.of(Shape.of(dims[1], dims[0], 1, 1), weight);
        return new FeatureMap(network().add(new Op.Convolution(kernel, null, 1, 1), maps.plain(x)), x.layout());
    }

    /** {@code DepthToSpace}: each block of channels becomes a block of pixels. */
    FeatureMap depthToSpace(OnnxNode node, FeatureMap x) {
        int map = maps.planar(x, false);
        int block = factor(new long[] {node.integer("blocksize", 1)}, 0);
        int in = network().channels(map);
        int out = in / (block * block);
        if (out * block * block != in) {
            throw ImportException.unsupported(in + " channels in blocks of " + block * block);
        }
        boolean columnsFirst = node.text("mode", "DCR").equals("CRD");
        network().takeWeights((long) in * out * block * block);
        float[] weight = new float[in * out * block * block];
        for (int c = 0; c < in; c++) {
            int channel = columnsFirst ? c / (block * block) : c % out;
            int place = columnsFirst ? c % (block * block) : c / out;
            weight[(c * out + channel) * block * block + place] = 1;
        }
        Tensor kernel = Tensor.of(Shape.of(in, out, block, block), weight);
        return new FeatureMap(network().add(new Op.TransposedConvolution(kernel, null, block, 0, 0), map), x.layout());
    }

    /** {@code SpaceToDepth}: each block of pixels becomes a block of channels. */
    FeatureMap spaceToDepth(OnnxNode node, FeatureMap x) {
        int map = maps.planar(x, false);
        int block = factor(new long[] {node.integer("blocksize", 1)}, 0);
        int in = network().channels(map);
        int out = in * block * block;
        network().takeWeights((long) in * out * block * block);
        float[] weight = new float[in * out * block * block];
        for (int o = 0; o < out; o++) {
            weight[(o * in + o % in) * block * block + o / in] = 1;
        }
        Tensor kernel = Tensor.of(Shape.of(out, in, block, block), weight);
        return new FeatureMap(network().add(new Op.Convolution(kernel, null, block, 1), map), x.layout());
    }
}
