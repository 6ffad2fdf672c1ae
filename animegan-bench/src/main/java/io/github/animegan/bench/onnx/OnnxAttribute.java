package io.github.animegan.bench.onnx;

/** A named setting of an ONNX node. */
record OnnxAttribute(ProtobufMessage message) {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int INTS = 7;

    static OnnxAttribute of(String name, float value) {
        return new OnnxAttribute(named(name, FLOAT).real(2, value));
    }

    static OnnxAttribute of(String name, int value) {
        return new OnnxAttribute(named(name, INT).integer(3, value));
    }

    static OnnxAttribute of(String name, String value) {
        return new OnnxAttribute(named(name, STRING).text(4, value));
    }

    static OnnxAttribute of(String name, int[] values) {
        ProtobufMessage attribute = named(name, INTS);
        for (int value : values) {
            attribute.integer(8, value);
        }
        return new OnnxAttribute(attribute);
    }

    private static ProtobufMessage named(String name, int type) {
        return new ProtobufMessage().text(1, name).integer(20, type);
    }
}
