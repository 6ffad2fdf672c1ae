package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.animegan.model.Architectures;
import io.github.animegan.model.ChannelOrder;
import io.github.animegan.model.Generator;
import io.github.animegan.model.PictureFormat;
import io.github.animegan.network.Network;
import io.github.animegan.network.NetworkBuilder;
import io.github.animegan.network.Op;
import io.github.animegan.network.PaddingMode;
import io.github.animegan.network.ResizeMode;
import io.github.animegan.network.Value;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.Checkpoint;
import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every architecture, and every op, as an ONNX model: ONNX Runtime computes the same, and reading gives the same network. */
class OnnxRoundTripTest {
    private static final double TOLERANCE = 2e-5;

    static Stream<Path> goldens() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(OnnxRoundTripTest.class.getResource("/goldens"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pairs.safetensors")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everyArchitecture_givesWhatPyTorchGives_inOnnxRuntime(Path file) throws IOException, OrtException {
        Checkpoint golden = Checkpoints.open(file);
        StateDict weights =
                Checkpoints.read(file.resolveSibling(golden.metadata().get("weights")));
        int compared = 0;
        for (String key : golden.tensors().keys()) {
            int at = key.indexOf(".output");
            if (at >= 0) {
                Generator generator = generator(weights, key.substring(at + ".output".length()));
                byte[] model = OnnxWriter.toModel(generator, false);
                Tensor actual = run(model, golden.tensors().get(key.substring(0, at) + ".input"));
                assertClose(actual, golden.tensors().get(key), TOLERANCE, file.getFileName() + ", " + key);
                assertSameNetwork(OnnxModel.read(model, "again").generator(), generator);
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    /** The option at the end of a golden's key: {@code .batch_norm=picture}, or only an up-sampling mode. */
    private static Generator generator(StateDict weights, String option) {
        StateDict chosen = weights;
        if (option.contains("=")) {
            chosen = weights.with(option.substring(1, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        } else if (!option.isEmpty()) {
            chosen = weights.with("upsampling", option.substring(1));
        }
        return Architectures.of(chosen).build(chosen);
    }

    private static void assertSameNetwork(Generator actual, Generator expected) {
        assertThat(actual.architecture()).isEqualTo(expected.architecture());
        assertThat(actual.format()).isEqualTo(expected.format());
        List<Network.Node> nodes = actual.network().nodes();
        assertThat(nodes).hasSameSizeAs(expected.network().nodes());
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).op() instanceof Op.ResizeLike) {
                // Another map of the same size does as well.
                continue;
            }
            assertThat(nodes.get(i).inputs())
                    .isEqualTo(expected.network().nodes().get(i).inputs());
            assertThat(nodes.get(i).op().getClass())
                    .isEqualTo(expected.network().nodes().get(i).op().getClass());
            if (!(nodes.get(i).op() instanceof Op.AdaptiveInstanceNorm)
                    && !isNorm(nodes.get(i).op())) {
                assertThat(nodes.get(i))
                        .as("node %d", i)
                        .isEqualTo(expected.network().nodes().get(i));
            }
        }
    }

    /** A norm's epsilon is a float in ONNX, and a scale of ones is none. */
    private static boolean isNorm(Op op) {
        return op instanceof Op.InstanceNorm || op instanceof Op.GroupNorm || op instanceof Op.ChannelNorm;
    }

    @Test
    void everyOp_isReadAsItWasWritten() throws IOException, OrtException {
        Random random = new Random(5);
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("input", 3);
        Value y = x.pad(new Op.Padding(PaddingMode.EDGE, 1, 0, 2, 1)).pad(new Op.Padding(PaddingMode.ZERO, 0, 1, 0, 1));
        y = y.conv(random(random, 8, 3, 3, 3), random(random, 8), 1); //                 as large as x, but for a column
        y = y.depthwiseConv(random(random, 8, 1, 1, 1), random(random, 8), 1).prelu(random(random, 8));
        y = y.groupNorm(2, 1e-5, random(random, 8), random(random, 8)).sigmoid();
        y = y.adaptiveInstanceNorm(y.conv(random(random, 8, 8, 1, 1), null, 1), 1e-5)
                .leakyRelu(0.1f);
        Value attention = y.then(new Op.SpatialSoftmax()).times(y.softmax());
        y = y.minus(attention).concat(y.slice(2, 4)); //                                 10 channels
        y = y.then(new Op.ChannelNorm(1e-5, random(random, 10), random(random, 10)));
        y = y.times(y.globalAveragePool()).plus(y.globalMaxPool()).clamp(-1, 2);
        Value half = y.maxPool(2, 2, false).plus(y.averagePool(2, 2));
        for (ResizeMode mode : ResizeMode.values()) {
            half = half.plus(half.resize(mode, 2).averagePool(2, 2));
        }
        y = y.plus(half.resizeLike(y, ResizeMode.ALIGN_CORNERS))
                .dividedBy(y.relu().affine(random(random, 10), ones(10)).clamp(1, 9));
        y = half.transposedConv(random(random, 10, 3, 4, 4), random(random, 3), 2, 1, 0)
                .plus(y.conv(random(random, 3, 10, 1, 1), null, 1));
        Network expected = network.output("output", y.tanh()).build();

        byte[] model = OnnxWriter.toModel(expected, "all", Map.of(), false);
        OnnxModel read = OnnxModel.read(model, "all");
        Tensor input = random(random, 1, 3, 12, 16);
        Tensor first = run(model, input);
        Tensor again = run(OnnxWriter.toModel(read.generator(), false), input);
        assertClose(again, first, 1e-6, "written, read and written again");
        assertThat(read.generator().network().nodes()).hasSameSizeAs(expected.nodes());
    }

    @ParameterizedTest
    @EnumSource
    void everyResizeMode_ofAWholeFactorAndOfAnotherMapsSize_isReadAsItWasWritten(ResizeMode mode) throws IOException {
        NetworkBuilder network = new NetworkBuilder();
        Value x = network.input("input", 3);
        Value small = x.averagePool(2, 2).resize(mode, 3).averagePool(3, 3).resizeLike(x, mode);
        Network expected = network.output("output", small).build();
        OnnxModel read = OnnxModel.read(OnnxWriter.toModel(expected, "resize", Map.of(), false), "resize");
        assertThat(read.generator().network().nodes()).isEqualTo(expected.nodes());
    }

    @Test
    void int8_isAQuarterOfTheSize_andLittleOff() throws IOException, OrtException {
        Tensor weight = random(new Random(1), 3, 3, 41, 41);
        NetworkBuilder network = new NetworkBuilder();
        Value y = network.input("input", 3)
                .pad(Op.Padding.reflect(20))
                .conv(weight, null, 1)
                .instanceNorm(1e-5);
        Generator generator =
                new Generator("x", network.output("output", y).build(), PictureFormat.signed(ChannelOrder.BGR, 2));
        byte[] whole = OnnxWriter.toModel(generator, false);
        byte[] int8 = OnnxWriter.toModel(generator, true);
        assertThat(int8.length).isLessThan(whole.length * 3 / 10);
        Tensor input = random(new Random(2), 1, 3, 24, 24);
        assertClose(run(int8, input), run(whole, input), 0.1, "int8");
        OnnxModel read = OnnxModel.read(int8, "int8");
        assertThat(read.format()).isEqualTo(generator.format());
        Op.Convolution convolution =
                (Op.Convolution) read.generator().network().nodes().get(2).op();
        for (int i = 0; i < weight.data().length; i++) {
            assertThat(convolution.weight().data()[i])
                    .isCloseTo(weight.data()[i], org.assertj.core.data.Offset.offset(0.02f));
        }
        Tensor infinite =
                Tensor.of(Shape.of(3, 3, 1, 1), new float[] {1, 0, 0, 0, Float.POSITIVE_INFINITY, 0, 0, 0, 1});
        Generator bad = Generator.of("x", generator.format(), x -> x.conv(infinite, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> OnnxWriter.toModel(bad, true));
    }

    private static Tensor random(Random random, int... shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian() * 0.5f;
        }
        return tensor;
    }

    private static Tensor ones(int count) {
        Tensor tensor = Tensor.zeros(count);
        Arrays.fill(tensor.data(), 1);
        return tensor;
    }

    /** What ONNX Runtime gives for an input in NCHW. */
    static Tensor run(byte[] model, Tensor input) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = Arrays.stream(input.shape().toArray()).asLongStream().toArray();
        try (OrtSession session = environment.createSession(model, new OrtSession.SessionOptions());
                OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), x))) {
            OnnxTensor y = (OnnxTensor) result.get(0);
            int[] dims = Arrays.stream(y.getInfo().getShape())
                    .mapToInt(Math::toIntExact)
                    .toArray();
            float[] data = new float[y.getFloatBuffer().remaining()];
            y.getFloatBuffer().get(data);
            return Tensor.of(Shape.of(dims), data);
        }
    }

    static void assertClose(Tensor actual, Tensor expected, double tolerance, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        double worst = 0;
        for (int i = 0; i < expected.data().length; i++) {
            double difference = Math.abs((double) actual.data()[i] - expected.data()[i]);
            worst = Math.max(worst, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        assertThat(worst).as(what).isLessThanOrEqualTo(tolerance);
    }
}
