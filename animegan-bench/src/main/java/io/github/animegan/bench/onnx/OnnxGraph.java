package io.github.animegan.bench.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An ONNX model under construction: nodes in the order of the data, each with one output, and their constants. Field
 * numbers are those of {@code onnx.proto3}.
 */
final class OnnxGraph {
    private static final int IR_VERSION = 7;
    private static final int OPSET = 12;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final ProtobufMessage graph = new ProtobufMessage();
    private int values;

    /** Adds a node and returns the name of its output. */
    String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
        String output = "v" + values++;
        add(operator, inputs, output, attributes);
        return output;
    }

    /** Adds the last node, whose output is the graph's. */
    void result(String operator, List<String> inputs) {
        add(operator, inputs, "output");
    }

    private void add(String operator, List<String> inputs, String output, OnnxAttribute... attributes) {
        ProtobufMessage node = new ProtobufMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, operator + "_" + output).text(4, operator);
        for (OnnxAttribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
    }

    /** Adds a constant of floats and returns its name. */
    String constant(float[] data, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return constant(FLOAT, bytes.array(), shape);
    }

    /** Adds a constant of integers along one axis and returns its name. */
    String constant(long... data) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(data);
        return constant(INT64, bytes.array(), data.length);
    }

    private String constant(int type, byte[] bytes, int... shape) {
        String name = "c" + values++;
        ProtobufMessage tensor = new ProtobufMessage();
        for (int dimension : shape) {
            tensor.integer(1, dimension);
        }
        graph.message(5, tensor.integer(2, type).text(8, name).bytes(9, bytes));
        return name;
    }

    /** The model, from a picture {@code [1, 3, height, width]} of any size to another. */
    byte[] toModel(String name) {
        graph.text(2, name).message(11, picture("input")).message(12, picture("output"));
        return new ProtobufMessage()
                .integer(1, IR_VERSION)
                .text(2, "animegan-bench")
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").integer(2, OPSET))
                .toBytes();
    }

    private static ProtobufMessage picture(String name) {
        ProtobufMessage shape = new ProtobufMessage()
                .message(1, new ProtobufMessage().integer(1, 1))
                .message(1, new ProtobufMessage().integer(1, 3))
                .message(1, new ProtobufMessage().text(2, name + "_height"))
                .message(1, new ProtobufMessage().text(2, name + "_width"));
        ProtobufMessage tensor = new ProtobufMessage().integer(1, FLOAT).message(2, shape);
        return new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }
}
