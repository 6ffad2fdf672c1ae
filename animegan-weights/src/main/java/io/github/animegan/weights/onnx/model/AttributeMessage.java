package io.github.animegan.weights.onnx.model;

/** A named setting of an ONNX node. */
public record AttributeMessage(ProtobufMessage message) {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    public static AttributeMessage of(String name, float value) {
        return new AttributeMessage(named(name, FLOAT).real(2, value));
    }

    public static AttributeMessage of(String name, int value) {
        return new AttributeMessage(named(name, INT).integer(3, value));
    }

    public static AttributeMessage of(String name, String value) {
        return new AttributeMessage(named(name, STRING).text(4, value));
    }

    public static AttributeMessage of(String name, int[] values) {
        ProtobufMessage attribute = named(name, INTS);
        for (int value : values) {
            attribute.integer(8, value);
        }
        return new AttributeMessage(attribute);
    }

    private static ProtobufMessage named(String name, int type) {
        return new ProtobufMessage().text(1, name).integer(20, type);
    }
}
