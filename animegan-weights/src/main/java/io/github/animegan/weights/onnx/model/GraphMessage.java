package io.github.animegan.weights.onnx.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model under construction: nodes in the order of the data, each with one output, and their constants. Field numbers are
 * those of {@code onnx.proto3}.
 */
public final class GraphMessage {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int INT8 = 3;
    private static final int INT64 = 7;

    private final ProtobufMessage graph = new ProtobufMessage();
    private int values;

    /** Adds a node and returns the name of its output. */
    public String node(String operator, List<String> inputs, AttributeMessage... attributes) {
        String output = "v" + values++;
        add(operator, inputs, output, attributes);
        return output;
    }

    /** Gives the model's result a name. */
    public void result(String value, String output) {
        add("Identity", List.of(value), output);
    }

    private void add(String operator, List<String> inputs, String output, AttributeMessage... attributes) {
        ProtobufMessage node = new ProtobufMessage();
        for (String input : inputs) {
            node.text(1, input);
        }
        node.text(2, output).text(3, operator + "_" + output).text(4, operator);
        for (AttributeMessage attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
    }

    /** Adds a constant of floats and returns its name. */
    public String constant(float[] data, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(data);
        return constant(FLOAT, bytes.array(), shape);
    }

    /** Adds a constant of bytes and returns its name. */
    public String constant(byte[] data, int... shape) {
        return constant(INT8, data, shape);
    }

    /** Adds a constant of integers along one axis and returns its name. */
    public String integers(long... data) {
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

    /** Adds an input or output {@code [1, channels, height, width]} of any height and width. */
    public void port(boolean isInput, String name, int channels) {
        ProtobufMessage shape = new ProtobufMessage()
                .message(1, new ProtobufMessage().integer(1, 1))
                .message(1, new ProtobufMessage().integer(1, channels))
                .message(1, new ProtobufMessage().text(2, name + "_height"))
                .message(1, new ProtobufMessage().text(2, name + "_width"));
        ProtobufMessage tensor = new ProtobufMessage().integer(1, FLOAT).message(2, shape);
        ProtobufMessage port = new ProtobufMessage().text(1, name).message(2, new ProtobufMessage().message(1, tensor));
        graph.message(isInput ? 11 : 12, port);
    }

    /** The model. */
    public byte[] toModel(String name, Map<String, String> metadata) {
        graph.text(2, name);
        ProtobufMessage model = new ProtobufMessage()
                .integer(1, IR_VERSION)
                .text(2, "animegan")
                .message(7, graph)
                .message(8, new ProtobufMessage().text(1, "").integer(2, OPSET));
        metadata.forEach((key, value) ->
                model.message(14, new ProtobufMessage().text(1, key).text(2, value)));
        return model.toBytes();
    }
}
