package io.github.animegan.weights.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.onnxruntime.OrtException;
import io.github.animegan.network.Network;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.onnx.model.AttributeMessage;
import io.github.animegan.weights.onnx.model.GraphMessage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Small models, and what ONNX Runtime makes of them. */
abstract class OnnxPieces {
    private final Random random = new Random(11);

    /** A model of a picture by a function from the name of the input to that of the result. */
    static byte[] model(BiFunction<GraphMessage, String, String> definition) {
        GraphMessage graph = new GraphMessage();
        graph.port(true, "input", 3);
        graph.result(definition.apply(graph, "input"), "output");
        graph.port(false, "output", 3);
        return graph.toModel("test", Map.of());
    }

    /** The network of a model, which gives what ONNX Runtime gives for the model. */
    Network checked(BiFunction<GraphMessage, String, String> definition)
            throws CheckpointFormatException, OrtException {
        return checked(model(definition));
    }

    /** The same of a model by the rules of another version of ONNX's operators. */
    Network checked(int version, BiFunction<GraphMessage, String, String> definition)
            throws CheckpointFormatException, OrtException {
        byte[] model = model(definition);
        model[model.length - 1] = (byte) version; // the last field
        return checked(model);
    }

    Network checked(byte[] model) throws CheckpointFormatException, OrtException {
        OnnxModel read = OnnxModel.read(model, "test");
        int multiple = read.format().sizeMultiple();
        Tensor input = random(1, 3, 8 * multiple, 12 * multiple);
        Tensor expected = OnnxRoundTripTest.run(model, input);
        Tensor actual = OnnxRoundTripTest.run(OnnxWriter.toModel(read.generator(), false), input);
        double largest = 1;
        for (float value : expected.data()) {
            largest = Math.max(largest, Math.abs(value));
        }
        OnnxRoundTripTest.assertClose(actual, expected, 1e-5 * largest, "the network of the model");
        return read.generator().network();
    }

    static List<String> ops(Network network) {
        return network.nodes().stream()
                .skip(1)
                .map(node -> node.op().getClass().getSimpleName())
                .toList();
    }

    Tensor random(int... shape) {
        Tensor tensor = Tensor.zeros(shape);
        for (int i = 0; i < tensor.data().length; i++) {
            tensor.data()[i] = (float) random.nextGaussian();
        }
        return tensor;
    }

    String weights(GraphMessage graph, int... shape) {
        return graph.constant(random(shape).data(), shape);
    }

    static String scalar(GraphMessage graph, float value) {
        return graph.constant(new float[] {value});
    }

    static String mean(GraphMessage graph, String x, int... axes) {
        return graph.node(
                "ReduceMean", List.of(x), AttributeMessage.of("axes", axes), AttributeMessage.of("keepdims", 1));
    }

    static String variance(GraphMessage graph, String x, String mean, int... axes) {
        String difference = graph.node("Sub", List.of(x, mean));
        return mean(graph, graph.node("Mul", List.of(difference, difference)), axes);
    }

    static void assertRefused(byte[] model, String message) {
        assertThatExceptionOfType(CheckpointFormatException.class)
                .isThrownBy(() -> OnnxModel.read(model, "bad.onnx"))
                .withMessageStartingWith("bad.onnx: ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e).message().doesNotContain("\n"));
    }
}
