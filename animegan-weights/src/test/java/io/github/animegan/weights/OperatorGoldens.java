package io.github.animegan.weights;

import io.github.animegan.engine.Engine;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.Layer;
import io.github.animegan.model.Layer.Border;
import io.github.animegan.model.Layer.Convolution;
import io.github.animegan.model.Layer.GroupNorm;
import io.github.animegan.model.Layer.InstanceNorm;
import io.github.animegan.model.Layer.Padding;
import io.github.animegan.model.Layer.Relu;
import io.github.animegan.model.Layer.Tanh;
import io.github.animegan.model.Layer.TransposedConvolution;
import io.github.animegan.model.Layer.Upsample;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares single operators with a file of goldens. Its input {@code x} has more channels than a picture; so the engine
 * gets a picture twice as wide and high that holds them in its 2 x 2 squares, and a first convolution of ones and zeros
 * that takes them out again, exactly.
 */
record OperatorGoldens(Golden golden) {
    private static final int PICTURE_CHANNELS = 3;

    /** The layers that must make the output of that name out of {@code x}, for those outputs the file has. */
    Map<String, List<Layer>> operators() {
        Map<String, List<Layer>> operators = new LinkedHashMap<>();
        operators.put("reflect3", List.of(Padding.reflect(3)));
        operators.put("reflect_0101", List.of(new Padding(Border.REFLECT, 0, 1, 0, 1)));
        operators.put("zero_1234", List.of(new Padding(Border.ZERO, 1, 2, 3, 4)));
        operators.put("instance_norm", List.of(new InstanceNorm(1e-5, null, null)));
        operators.put("group_norm1", List.of(new GroupNorm(1, 1e-5, get("gn_gamma"), get("gn_beta"))));
        operators.put("leaky", List.of(new Relu(0.2f)));
        operators.put("tanh", List.of(new Tanh()));
        operators.put("conv_s2p1", List.of(Padding.zero(1), new Convolution(get("conv_w"), get("conv_b"), 2, 1)));
        operators.put("conv_s1p0", List.of(new Convolution(get("conv_w"), get("conv_b"), 1, 1)));
        operators.put("dw", List.of(Padding.reflect(1), new Convolution(get("dw_w"), null, 1, channels())));
        operators.put("convt", List.of(new TransposedConvolution(get("convt_w"), get("convt_b"), 2, 1, 1)));
        if (has("conv1")) {
            operators.put("conv1", List.of(new Convolution(get("conv1_w"), null, 1, 1)));
            operators.put("convt_k4", List.of(new TransposedConvolution(get("convt_k4_w"), null, 2, 1, 0)));
            operators.put("convt_s3", List.of(new TransposedConvolution(get("convt_s3_w"), null, 3, 0, 2)));
        }
        operators.put("up_align", List.of(new Upsample(Upsampling.ALIGN_CORNERS, 1)));
        operators.put("up_half", List.of(new Upsample(Upsampling.HALF_PIXEL, 1)));
        operators.put("up_tf1_legacy", List.of(new Upsample(Upsampling.TF1_LEGACY, 1)));
        operators.keySet().removeIf(name -> !has(name));
        return operators;
    }

    /** Compares an output, within the tolerance times its largest value, for every picture of the batch. */
    void check(String name, Kernels kernels, double tolerance) {
        Tensor expected = get(name);
        List<Layer> layers = new ArrayList<>();
        layers.add(unpack());
        layers.addAll(operators().get(name));
        try (Engine engine = new Engine(new Generator(name, layers, ChannelOrder.RGB, 1), kernels, 2, false)) {
            for (int n = 0; n < expected.shape().size(0); n++) {
                Tensor actual = engine.run(pack(picture("x", n))).output();
                Golden.assertClose(actual, picture(name, n), tolerance * largest(expected), name + " of picture " + n);
            }
        }
    }

    /** Up-sampling to an odd size: every second pixel of a picture of that size, a few channels at a time. */
    void checkOddUpsampling(Kernels kernels, double tolerance) {
        String name = "up_align_odd";
        Tensor expected = get(name);
        Tensor everySecond = Tensor.zeros(PICTURE_CHANNELS, PICTURE_CHANNELS, 1, 1);
        for (int c = 0; c < PICTURE_CHANNELS; c++) {
            everySecond.data()[c * PICTURE_CHANNELS + c] = 1;
        }
        List<Layer> layers =
                List.of(new Convolution(everySecond, null, 2, 1), new Upsample(Upsampling.ALIGN_CORNERS, 1));
        try (Engine engine = new Engine(new Generator(name, layers, ChannelOrder.RGB, 1), kernels, 2, false)) {
            for (int n = 0; n < expected.shape().size(0); n++) {
                for (int first : new int[] {0, channels() - PICTURE_CHANNELS}) {
                    Tensor x = slice(picture("x", n), first);
                    Tensor wanted = slice(picture(name, n), first);
                    Tensor picture = Tensor.zeros(
                            1,
                            PICTURE_CHANNELS,
                            wanted.shape().size(2),
                            wanted.shape().size(3));
                    spread(x, picture, 0, 0, 0, PICTURE_CHANNELS);
                    Tensor actual = engine.run(picture.nchwToNhwc()).output();
                    Golden.assertClose(actual, wanted, tolerance * largest(expected), name + " of picture " + n);
                }
            }
        }
    }

    /** Channels 0 to 2 at the upper left of each square, 3 to 5 at the upper right, and so on. */
    private Tensor pack(Tensor x) {
        Tensor picture = Tensor.zeros(
                1, PICTURE_CHANNELS, 2 * x.shape().size(2), 2 * x.shape().size(3));
        for (int place = 0; place * PICTURE_CHANNELS < channels(); place++) {
            int first = place * PICTURE_CHANNELS;
            int count = Math.min(PICTURE_CHANNELS, channels() - first);
            spread(x, picture, first, place / 2, place % 2, count);
        }
        return picture.nchwToNhwc();
    }

    private Convolution unpack() {
        Tensor weight = Tensor.zeros(channels(), PICTURE_CHANNELS, 2, 2);
        for (int c = 0; c < channels(); c++) {
            int place = c / PICTURE_CHANNELS;
            weight.data()[(c * PICTURE_CHANNELS + c % PICTURE_CHANNELS) * 4 + place] = 1;
        }
        return new Convolution(weight, null, 2, 1);
    }

    /** Puts channels of x at every second row and column of a picture's first channels. */
    private static void spread(Tensor x, Tensor picture, int firstChannel, int row, int column, int count) {
        int height = x.shape().size(2);
        int width = x.shape().size(3);
        int pictureHeight = picture.shape().size(2);
        int pictureWidth = picture.shape().size(3);
        for (int c = 0; c < count; c++) {
            for (int y = 0; y < height; y++) {
                for (int i = 0; i < width; i++) {
                    picture.data()[(c * pictureHeight + 2 * y + row) * pictureWidth + 2 * i + column] =
                            x.data()[((firstChannel + c) * height + y) * width + i];
                }
            }
        }
    }

    private static Tensor slice(Tensor picture, int firstChannel) {
        int plane = picture.shape().size(2) * picture.shape().size(3);
        Tensor part = Tensor.zeros(
                1, PICTURE_CHANNELS, picture.shape().size(2), picture.shape().size(3));
        System.arraycopy(picture.data(), firstChannel * plane, part.data(), 0, part.data().length);
        return part;
    }

    /** One picture of a batch, NCHW. */
    private Tensor picture(String name, int n) {
        Tensor batch = get(name);
        int length = batch.data().length / batch.shape().size(0);
        int[] dimensions = batch.shape().toArray();
        dimensions[0] = 1;
        Tensor picture = Tensor.zeros(dimensions);
        System.arraycopy(batch.data(), n * length, picture.data(), 0, length);
        return picture;
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (float value : tensor.data()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private int channels() {
        return get("x").shape().size(1);
    }

    private boolean has(String name) {
        return golden.tensors().find(name).isPresent();
    }

    private Tensor get(String name) {
        return golden.tensor(name);
    }
}
