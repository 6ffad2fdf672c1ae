package io.github.animegan.weights;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Parts of networks that branch, skip, and have several heads: what PyTorch computes is what every backend gives. */
class GraphGoldenTest {
    private static final double TOLERANCE = 1e-5;
    private static final Padding ONLY_AFTER = new Padding(PaddingMode.REFLECT, 0, 1, 0, 1);

    private final Golden golden;
    private final NetworkBuilder network = new NetworkBuilder();
    private String part = "";

    GraphGoldenTest() throws IOException {
        this.golden = Golden.read(Golden.committed("graphs.safetensors"));
    }

    @ParameterizedTest
    @EnumSource
    void animeGanV1_separableConvolutionAndDownSamplingOnTwoBranches(TestBackends backend) {
        Value x = input("animeganv1");
        Value strided = separable("strided", x, ONLY_AFTER, 2);
        Value half = x.resizeLike(strided, ResizeMode.ALIGN_CORNERS);
        check(backend, strided.plus(separable("down", half, Padding.reflect(1), 1)), "output");
    }

    private Value separable(String name, Value x, Padding padding, int stride) {
        Value y = x.pad(padding).depthwiseConv(get(name + "_depth_w"), get(name + "_depth_b"), stride);
        y = y.instanceNorm(1e-5).leakyRelu(0.2f);
        return conv(name + "_point", y).instanceNorm(1e-5).leakyRelu(0.2f);
    }

    @ParameterizedTest
    @EnumSource
    void uNet_skipsTheInnerPart(TestBackends backend) {
        Value x = input("unet");
        Value skip = conv("outer", x.pad(Padding.zero(1))).relu();
        Value inner =
                conv("inner", skip.maxPool(2, 2, false).pad(Padding.zero(1))).relu();
        Value up = inner.resizeLike(skip, ResizeMode.NEAREST);
        check(backend, conv("after", skip.concat(up).pad(Padding.zero(1))).tanh(), "output");
    }

    @ParameterizedTest
    @EnumSource
    void oNet_hasThreeHeads(TestBackends backend) {
        Value y = input("onet");
        int[] pools = {3, 3, 2, 0};
        for (int i = 1; i <= pools.length; i++) {
            y = conv("conv" + i, y).prelu(get("prelu" + i));
            y = pools[i - 1] == 0 ? y : y.maxPool(pools[i - 1], 2, true);
        }
        y = conv("dense", y).prelu(get("prelu5"));
        network.output("score", conv("score", y).softmax());
        network.output("box", conv("box", y));
        check(backend, conv("points", y), "points");
    }

    @ParameterizedTest
    @EnumSource
    void lade_takesScaleAndShiftFromAnotherMap(TestBackends backend) {
        Value x = input("lade");
        Value c = x.pad(Padding.reflect(1)).conv(get("conv_w"), null, 1);
        Value t = c.conv(get("project_w"), null, 1);
        check(backend, c.adaptiveInstanceNorm(t, 1e-5).leakyRelu(0.2f), "output");
    }

    private Value input(String name) {
        part = name;
        return network.input("input", get("input").shape().size(1));
    }

    private Value conv(String name, Value x) {
        return x.conv(get(name + "_w"), get(name + "_b"), 1);
    }

    private Tensor get(String name) {
        return golden.tensor(part + "." + name);
    }

    /** Names the last output, runs the network and compares all its outputs. */
    private void check(TestBackends backend, Value last, String name) {
        Network whole = network.output(name, last).build();
        try (Session session = new CpuSession(whole, backend.kernels(), 2, false)) {
            Map<String, Tensor> outputs = session.run(get("input").nchwToNhwc(), RunOptions.defaults())
                    .outputs();
            outputs.forEach((output, actual) ->
                    Golden.assertClose(actual, get(output), TOLERANCE * largest(get(output)), part + ", " + output));
        }
    }

    private static double largest(Tensor tensor) {
        double largest = 1;
        for (float value : tensor.data()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
