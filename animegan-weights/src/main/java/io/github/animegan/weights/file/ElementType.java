package io.github.animegan.weights.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The number types a checkpoint may store, under safetensors' names; all little-endian and all read as float32. */
public enum ElementType {
    /** Floats of 64 bits. */
    F64(8, "Double"),
    /** Floats of 32 bits. */
    F32(4, "Float"),
    /** Floats of 16 bits, IEEE 754 binary16. */
    F16(2, "Half"),
    /** The upper half of a float of 32 bits. */
    BF16(2, "BFloat16"),
    /** Integers of 64 bits. */
    I64(8, "Long"),
    /** Integers of 32 bits. */
    I32(4, "Int"),
    /** Integers of 16 bits. */
    I16(2, "Short"),
    /** Integers of 8 bits. */
    I8(1, "Char"),
    /** Integers of 8 bits without a sign. */
    U8(1, "Byte"),
    /** A byte, 0 or not. */
    BOOL(1, "Bool");

    /** The most that a tensor may have: arrays of the very largest int are more than a JVM makes. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    private static final int CHUNK_BYTES = 1 << 16;

    private final int bytes;
    private final String torchName;

    ElementType(int bytes, String torchName) {
        this.bytes = bytes;
        this.torchName = torchName;
    }

    /** How many bytes a number takes. */
    public int bytes() {
        return bytes;
    }

    /** The class of PyTorch's storages of this type, for example {@code BFloat16Storage}. */
    public String torchStorage() {
        return torchName + "Storage";
    }

    /** Reads {@code count} numbers, of which the caller knows that they are there. */
    public float[] read(InputStream in, int count) throws IOException {
        float[] floats = new float[count];
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, (long) count * bytes)];
        int perChunk = CHUNK_BYTES / bytes;
        for (int start = 0; start < count; start += perChunk) {
            int n = Math.min(perChunk, count - start);
            if (in.readNBytes(chunk, 0, n * bytes) < n * bytes) {
                throw new EOFException("the data end before " + count + " numbers of type " + this);
            }
            decode(ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN), floats, start, start + n);
        }
        return floats;
    }

    /**
     * Decodes as many numbers as the array has room for.
     *
     * @param from little-endian, with at least that many numbers left
     */
    public void decode(ByteBuffer from, float[] to) {
        decode(from, to, 0, to.length);
    }

    private void decode(ByteBuffer from, float[] to, int start, int end) {
        if (this == F32) {
            from.asFloatBuffer().get(to, start, end - start);
            return;
        }
        for (int i = start; i < end; i++) {
            to[i] = switch (this) {
                case F64 -> (float) from.getDouble();
                case F32 -> from.getFloat();
                case F16 -> halfToFloat(from.getShort());
                case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
                case I64 -> from.getLong();
                case I32 -> from.getInt();
                case I16 -> from.getShort();
                case I8 -> from.get();
                case U8 -> from.get() & 0xff;
                case BOOL -> from.get() == 0 ? 0 : 1;
            };
        }
    }

    /** IEEE 754 binary16, subnormals, infinities and NaN included ({@code Float.float16ToFloat} came with Java 20). */
    public static float halfToFloat(short half) {
        int exponent = (half >> 10) & 0x1f;
        int fraction = half & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else if (exponent == 0x1f) {
            magnitude = Float.intBitsToFloat(0x7f800000 | (fraction << 13));
        } else {
            magnitude = Float.intBitsToFloat(((exponent + 112) << 23) | (fraction << 13));
        }
        return half < 0 ? -magnitude : magnitude;
    }
}
