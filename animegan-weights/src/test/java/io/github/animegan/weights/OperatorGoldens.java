package io.github.animegan.weights;

import io.github.animegan.engine.CpuSession;
import io.github.animegan.engine.RunOptions;
import io.github.animegan.engine.Session;
import io.github.animegan.engine.kernel.Kernels;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op.Padding;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Compares single operators with a file of goldens, whose input is {@code x}. */
record OperatorGoldens(Golden golden) {
    /** What must make the output of that name out of {@code x}, for those outputs the file has. */
    Map<String, UnaryOperator<Value>> operators() {
        Map<String, UnaryOperator<Value>> operators = new LinkedHashMap<>();
        operators.put("reflect3", x -> x.pad(Padding.reflect(3)));
        operators.put("reflect_0101", x -> x.pad(new Padding(PaddingMode.REFLECT, 0, 1, 0, 1)));
        operators.put("zero_1234", x -> x.pad(new Padding(PaddingMode.ZERO, 1, 2, 3, 4)));
        operators.put("instance_norm", x -> x.instanceNorm(1e-5));
        operators.put("group_norm1", x -> x.groupNorm(1, 1e-5, get("gn_gamma"), get("gn_beta")));
        operators.put("leaky", x -> x.leakyRelu(0.2f));
        operators.put("tanh", Value::tanh);
        operators.put("conv_s2p1", x -> x.pad(Padding.zero(1)).conv(get("conv_w"), get("conv_b"), 2));
        operators.put("conv_s1p0", x -> x.conv(get("conv_w"), get("conv_b"), 1));
        operators.put("dw", x -> x.pad(Padding.reflect(1)).depthwiseConv(get("dw_w"), null, 1));
        operators.put("convt", x -> x.transposedConv(get("convt_w"), get("convt_b"), 2, 1, 1));
        operators.put("conv1", x -> x.conv(get("conv1_w"), null, 1));
        operators.put("convt_k4", x -> x.transposedConv(get("convt_k4_w"), null, 2, 1, 0));
        operators.put("convt_s3", x -> x.transposedConv(get("convt_s3_w"), null, 3, 0, 2));
        operators.put("up_align", x -> x.resize(ResizeMode.ALIGN_CORNERS, 2));
        operators.put("up_half", x -> x.resize(ResizeMode.HALF_PIXEL, 2));
        operators.put("up_tf1_legacy", x -> x.resize(ResizeMode.ASYMMETRIC, 2));
        operators.keySet().removeIf(name -> !has(name));
        return operators;
    }

    /** Compares an output, within the tolerance times its largest value, for every picture of the batch. */
    void check(String name, Kernels kernels, double tolerance) {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("x", get("x").shape().size(1));
        UnaryOperator<Value> operator = Objects.requireNonNull(operators().get(name));
        check(network.output(name, operator.apply(x)).build(), name, Map.of(), kernels, tolerance);
    }

    /** Up-sampling to an odd size, that of a second input. */
    void checkOddUpsampling(Kernels kernels, double tolerance) {
        String name = "up_align_odd";
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("x", get("x").shape().size(1));
        Value like = network.input("like", 1);
        int height = get(name).shape().size(2);
        int width = get(name).shape().size(3);
        Map<String, Tensor> more = Map.of("like", Tensor.zeros(1, height, width, 1));
        check(
                network.output(name, x.resizeLike(like, ResizeMode.ALIGN_CORNERS))
                        .build(),
                name,
                more,
                kernels,
                tolerance);
    }

    private void check(Network network, String name, Map<String, Tensor> more, Kernels kernels, double tolerance) {
        Tensor expected = get(name);
        try (Session session = new CpuSession(network, kernels, 2, false)) {
            for (int n = 0; n < expected.shape().size(0); n++) {
                Map<String, Tensor> inputs = new LinkedHashMap<>(more);
                inputs.put("x", picture("x", n).nchwToNhwc());
                Tensor actual = session.run(inputs, RunOptions.defaults()).output();
                Golden.assertClose(actual, picture(name, n), tolerance * largest(expected), name + " of picture " + n);
            }
        }
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

    private boolean has(String name) {
        return golden.tensors().find(name).isPresent();
    }

    private Tensor get(String name) {
        return golden.tensor(name);
    }
}
