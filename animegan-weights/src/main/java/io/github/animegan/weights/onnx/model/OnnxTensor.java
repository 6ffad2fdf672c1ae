package io.github.animegan.weights.onnx.model;

import io.github.animegan.weights.CheckpointFormatException;
import io.github.animegan.weights.file.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A constant of a model ({@code TensorProto}): floats or integers. The numbers are checked against the shape when it is parsed and
 * decoded when they are asked for, once.
 */
public final class OnnxTensor {
    private static final int MAX_RANK = 16;
    private static final int FLOAT = 1;
    private static final int DOUBLE = 11;

    private final int[] dims;
    private final boolean isFloat;
    /** Stored as bytes, of that type; else {@link #floats} or {@link #longs} are there from the start. */
    private final @Nullable ElementType type;

    private final ByteBuffer raw;
    private float @Nullable [] floats;
    private long @Nullable [] longs;

    private OnnxTensor(
            int[] dims,
            boolean isFloat,
            @Nullable ElementType type,
            ByteBuffer raw,
            float @Nullable [] floats,
            long @Nullable [] longs) {
        this.dims = dims;
        this.isFloat = isFloat;
        this.type = type;
        this.raw = raw;
        this.floats = floats;
        this.longs = longs;
    }

    public static OnnxTensor of(int[] dims, float... values) {
        return new OnnxTensor(dims.clone(), true, null, ByteBuffer.allocate(0), values, null);
    }

    public static OnnxTensor of(int[] dims, long... values) {
        return new OnnxTensor(dims.clone(), false, null, ByteBuffer.allocate(0), null, values);
    }

    public int[] dims() {
        return dims.clone();
    }

    public int rank() {
        return dims.length;
    }

    public int count() {
        int count = 1;
        for (int dim : dims) {
            count *= dim;
        }
        return count;
    }

    public boolean isFloat() {
        return isFloat;
    }

    /** The numbers, row-major, integers converted. */
    public float[] floats() {
        if (floats == null) {
            float[] decoded = new float[count()];
            if (type == null) {
                for (int i = 0; i < decoded.length; i++) {
                    decoded[i] = longs()[i];
                }
            } else {
                type.decode(raw.duplicate().order(ByteOrder.LITTLE_ENDIAN), decoded);
            }
            floats = decoded;
        }
        return floats;
    }

    /** The integers, row-major; of floats, what is left of the point. */
    public long[] longs() {
        if (longs == null) {
            long[] decoded = new long[count()];
            if (type == ElementType.I64) {
                ByteBuffer from = raw.duplicate().order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < decoded.length; i++) {
                    decoded[i] = from.getLong();
                }
            } else {
                float[] values = floats();
                for (int i = 0; i < decoded.length; i++) {
                    decoded[i] = (long) values[i];
                }
            }
            longs = decoded;
        }
        return longs;
    }

    /** Parses a {@code TensorProto}, whose name goes into {@code name[0]}. */
    public static OnnxTensor parse(ProtobufReader in, String[] name) throws CheckpointFormatException {
        LongList dims = new LongList();
        FloatList floats = new FloatList();
        LongList longs = new LongList();
        ByteBuffer raw = ByteBuffer.allocate(0);
        int type = 0;
        boolean external = false;
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.integers(dims);
                case 2 -> type = in.int32();
                case 4 -> in.floats(floats);
                case 5, 7, 11 -> in.integers(longs);
                case 8 -> name[0] = in.text();
                case 9 -> raw = in.bytes();
                case 10 -> in.doubles(floats);
                case 14 -> external = in.int32() == 1;
                default -> in.skip();
            }
        }
        if (external) {
            throw in.malformed(
                    "the weights " + quote(name[0]) + " are in another file, which is not read; save the model"
                            + " with its weights inside (onnx.save without external data)");
        }
        return checked(in, name[0], shape(in, name[0], dims), type, raw, floats, longs);
    }

    private static OnnxTensor checked(
            ProtobufReader in, String name, int[] dims, int type, ByteBuffer raw, FloatList floats, LongList longs)
            throws CheckpointFormatException {
        ElementType element = elementType(in, name, type);
        boolean isFloat = type == FLOAT || type == DOUBLE || element == ElementType.F16 || element == ElementType.BF16;
        OnnxTensor tensor = new OnnxTensor(dims, isFloat, element, raw, null, null);
        long count = tensor.count();
        if (raw.remaining() == count * element.bytes()) {
            return tensor;
        }
        if (raw.remaining() == 0 && floats.size() == count && (type == FLOAT || type == DOUBLE)) {
            return of(dims, floats.toArray());
        }
        if (raw.remaining() == 0 && longs.size() == count && type != FLOAT && type != DOUBLE) {
            return isFloat ? of(dims, halves(longs.toArray(), element)) : of(dims, longs.toArray());
        }
        throw in.malformed("the constant " + quote(name) + " has the shape " + Arrays.toString(dims) + ", but "
                + (raw.remaining() / element.bytes() + floats.size() + longs.size()) + " numbers");
    }

    private static int[] shape(ProtobufReader in, String name, LongList dims) throws CheckpointFormatException {
        long[] sizes = dims.toArray();
        long count = 1;
        for (long size : sizes) {
            count = size < 0 || size > Integer.MAX_VALUE ? -1 : Math.min(count * size, Integer.MAX_VALUE);
            if (count < 0) {
                break;
            }
        }
        if (count < 0 || count > ElementType.MAX_ELEMENTS || sizes.length > MAX_RANK) {
            throw in.malformed("the constant " + quote(name) + " has the shape "
                    + Arrays.toString(Arrays.copyOf(sizes, Math.min(sizes.length, MAX_RANK))));
        }
        return Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray();
    }

    private static ElementType elementType(ProtobufReader in, String name, int type) throws CheckpointFormatException {
        return switch (type) {
            case 1 -> ElementType.F32;
            case 2 -> ElementType.U8;
            case 3 -> ElementType.I8;
            case 5 -> ElementType.I16;
            case 6 -> ElementType.I32;
            case 7 -> ElementType.I64;
            case 9 -> ElementType.BOOL;
            case 10 -> ElementType.F16;
            case 11 -> ElementType.F64;
            case 16 -> ElementType.BF16;
            default ->
                throw in.malformed("the constant " + quote(name) + " has the type number " + type
                        + ", which is none of the usual floats and integers");
        };
    }

    private static float[] halves(long[] bits, ElementType type) {
        float[] values = new float[bits.length];
        ByteBuffer one = ByteBuffer.allocate(2 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long bit : bits) {
            one.putShort((short) bit);
        }
        type.decode(one.flip().order(ByteOrder.LITTLE_ENDIAN), values);
        return values;
    }

    public static String quote(String name) {
        return OnnxNode.quote(name);
    }
}
