package io.github.animegan.weights.onnx.model;

import io.github.animegan.weights.CheckpointFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one message in the wire format of Protocol Buffers, in order. Messages within it are ranges of the same
 * bytes, so that nesting costs nothing and no length is believed that leads out of its message. For one thread.
 *
 * <pre>{@code
 * while (message.next()) {
 *     switch (message.field()) {
 *         case 1 -> name = message.text();
 *         default -> message.skip();
 *     }
 * }
 * }</pre>
 */
final class ProtobufReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final int MAX_TEXT = 1 << 16;

    private final byte[] data;
    private final String file;
    private final int end;
    private int position;
    private int field;
    private int wireType;

    private ProtobufReader(byte[] data, int start, int end, String file) {
        this.data = data;
        this.position = start;
        this.end = end;
        this.file = file;
    }

    static ProtobufReader of(byte[] data, String file) {
        return new ProtobufReader(data, 0, data.length, file);
    }

    /** Moves on to the next field, whose value must then be read or skipped; false at the message's end. */
    boolean next() throws CheckpointFormatException {
        if (position == end) {
            return false;
        }
        long tag = varint();
        field = (int) Math.min(tag >>> 3, Integer.MAX_VALUE);
        wireType = (int) (tag & 7);
        if (field == 0) {
            throw malformed("a field without a number");
        }
        return true;
    }

    int field() {
        return field;
    }

    /** An integer, which must be one. */
    long integer() throws CheckpointFormatException {
        require(VARINT);
        return varint();
    }

    /** An integer in the range of {@code int}. */
    int int32() throws CheckpointFormatException {
        long value = integer();
        if (value != (int) value) {
            throw malformed("the number " + value + " where a small one is expected");
        }
        return (int) value;
    }

    float float32() throws CheckpointFormatException {
        require(FIXED32);
        return buffer(take(Float.BYTES), Float.BYTES).getFloat();
    }

    String text() throws CheckpointFormatException {
        require(LENGTH_DELIMITED);
        int length = length();
        if (length > MAX_TEXT) {
            throw malformed("a text of " + length + " bytes, expected at most " + MAX_TEXT);
        }
        return new String(data, take(length), length, StandardCharsets.UTF_8);
    }

    /** A message within this one. */
    ProtobufReader message() throws CheckpointFormatException {
        require(LENGTH_DELIMITED);
        int length = length();
        int start = take(length);
        return new ProtobufReader(data, start, start + length, file);
    }

    /** The bytes of a field, not copied. */
    ByteBuffer bytes() throws CheckpointFormatException {
        require(LENGTH_DELIMITED);
        int length = length();
        return buffer(take(length), length);
    }

    /** A repeated integer: one of several fields, or all of them packed into one. */
    void integers(LongList into) throws CheckpointFormatException {
        if (wireType == VARINT) {
            into.add(varint());
            return;
        }
        ProtobufReader packed = message();
        while (packed.position < packed.end) {
            into.add(packed.varint());
        }
    }

    /** A repeated float: one of several fields, or all of them packed into one. */
    void floats(FloatList into) throws CheckpointFormatException {
        if (wireType == FIXED32) {
            into.add(float32());
            return;
        }
        ByteBuffer packed = bytes();
        if (packed.remaining() % Float.BYTES != 0) {
            throw malformed("packed floats of " + packed.remaining() + " bytes");
        }
        while (packed.hasRemaining()) {
            into.add(packed.getFloat());
        }
    }

    /** A repeated double: one of several fields, or all of them packed into one. */
    void doubles(FloatList into) throws CheckpointFormatException {
        ByteBuffer packed = wireType == FIXED64 ? buffer(take(Double.BYTES), Double.BYTES) : bytes();
        if (packed.remaining() % Double.BYTES != 0) {
            throw malformed("packed doubles of " + packed.remaining() + " bytes");
        }
        while (packed.hasRemaining()) {
            into.add((float) packed.getDouble());
        }
    }

    void skip() throws CheckpointFormatException {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case LENGTH_DELIMITED -> take(length());
            case FIXED32 -> take(Integer.BYTES);
            default -> throw malformed("a field of the unknown wire type " + wireType);
        }
    }

    CheckpointFormatException malformed(String problem) {
        return new CheckpointFormatException(
                file, "offset " + position + ": " + problem + " (not an ONNX model, or damaged)");
    }

    private void require(int expected) throws CheckpointFormatException {
        if (wireType != expected) {
            throw malformed("field " + field + " has the wire type " + wireType + ", expected " + expected);
        }
    }

    private long varint() throws CheckpointFormatException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = data[take(1)];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw malformed("a number of more than 64 bits");
    }

    private int length() throws CheckpointFormatException {
        long length = varint();
        if (length < 0 || length > end - position) {
            throw malformed("a length of " + length + " bytes where " + (end - position) + " are left");
        }
        return (int) length;
    }

    private int take(int count) throws CheckpointFormatException {
        if (count > end - position) {
            throw malformed("the end, within a value");
        }
        int start = position;
        position += count;
        return start;
    }

    private ByteBuffer buffer(int start, int length) {
        return ByteBuffer.wrap(data, start, length).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
