package io.github.animegan.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.Int8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Writes safetensors: the header in the state dict's order, the float tensors first in the data, for their alignment. */
final class SafetensorsWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONVOLUTION_RANK = 4;
    private static final int CHUNK_FLOATS = 1 << 14;

    /** A tensor as it will be stored: floats, or bytes in int8. */
    private static final class Stored {
        final String key;
        final ElementType type;
        final Shape shape;
        final float[] floats;
        final byte[] bytes;

        Stored(String key, Tensor tensor) {
            this.key = key;
            this.type = ElementType.F32;
            this.shape = tensor.shape();
            this.floats = tensor.data();
            this.bytes = new byte[0];
        }

        Stored(String key, Shape shape, byte[] bytes) {
            this.key = key;
            this.type = ElementType.I8;
            this.shape = shape;
            this.floats = new float[0];
            this.bytes = bytes;
        }

        long size() {
            return (long) shape.elementCount() * type.bytes();
        }
    }

    private final List<Stored> tensors = new ArrayList<>();

    private SafetensorsWriter() {}

    static void write(OutputStream out, StateDict dict, Map<String, String> metadata) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        dict.asMap().forEach((key, tensor) -> writer.tensors.add(new Stored(key, tensor)));
        writer.write(out, metadata);
    }

    static void writeInt8(
            OutputStream out, StateDict dict, Map<String, String> metadata, Predicate<String> isTransposed)
            throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        dict.asMap().forEach((key, tensor) -> {
            if (tensor.shape().rank() == CONVOLUTION_RANK && tensor.shape().elementCount() > 0) {
                String scaleKey = key + Int8.SCALE_SUFFIX;
                if (dict.find(scaleKey).isPresent()) {
                    throw new IllegalArgumentException("tensor " + scaleKey + " is in the way of the scale of " + key);
                }
                Int8.Quantized quantized = Int8.quantize(key, tensor, isTransposed.test(key) ? 1 : 0);
                writer.tensors.add(new Stored(key, tensor.shape(), quantized.values()));
                writer.tensors.add(new Stored(scaleKey, quantized.scale()));
            } else {
                writer.tensors.add(new Stored(key, tensor));
            }
        });
        writer.write(out, metadata);
    }

    private void write(OutputStream out, Map<String, String> metadata) throws IOException {
        byte[] header = header(metadata);
        out.write(ByteBuffer.allocate(SafetensorsReader.LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        out.write(header);
        for (Stored tensor : tensors) {
            writeFloats(out, tensor.floats);
        }
        for (Stored tensor : tensors) {
            out.write(tensor.bytes);
        }
    }

    /** The header, filled up with blanks so that the data start at a multiple of 8. */
    private byte[] header(Map<String, String> metadata) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (Map.Entry<String, String> entry : metadata.entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            writeTensors(json);
            json.writeEndObject();
        }
        byte[] header = bytes.toByteArray();
        byte[] padded = Arrays.copyOf(header, (header.length + 7) / 8 * 8);
        Arrays.fill(padded, header.length, padded.length, (byte) ' ');
        if (padded.length > SafetensorsReader.MAX_HEADER_BYTES) {
            throw new IllegalArgumentException("keys and metadata take " + padded.length + " bytes, at most "
                    + SafetensorsReader.MAX_HEADER_BYTES + " are possible");
        }
        return padded;
    }

    private void writeTensors(JsonGenerator json) throws IOException {
        long floatOffset = 0;
        long byteOffset = tensors.stream()
                .filter(tensor -> tensor.type == ElementType.F32)
                .mapToLong(Stored::size)
                .sum();
        for (Stored tensor : tensors) {
            if (tensor.key.equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException("safetensors keeps the key " + tensor.key + " for itself");
            }
            long begin = tensor.type == ElementType.F32 ? floatOffset : byteOffset;
            json.writeObjectFieldStart(tensor.key);
            json.writeStringField("dtype", tensor.type.name());
            json.writeArrayFieldStart("shape");
            for (int dimension : tensor.shape.toArray()) {
                json.writeNumber(dimension);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("data_offsets");
            json.writeNumber(begin);
            json.writeNumber(begin + tensor.size());
            json.writeEndArray();
            json.writeEndObject();
            if (tensor.type == ElementType.F32) {
                floatOffset += tensor.size();
            } else {
                byteOffset += tensor.size();
            }
        }
    }

    private static void writeFloats(OutputStream out, float[] floats) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < floats.length; start += CHUNK_FLOATS) {
            int n = Math.min(CHUNK_FLOATS, floats.length - start);
            chunk.asFloatBuffer().put(floats, start, n);
            out.write(chunk.array(), 0, n * Float.BYTES);
        }
    }
}
