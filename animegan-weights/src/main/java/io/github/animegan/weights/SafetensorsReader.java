package io.github.animegan.weights;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.SafetensorsHeader.Entry;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.Int8;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.fitting.Fitting;
import io.github.animegan.weights.fitting.TensorGroup;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * safetensors: 8 bytes for the header's length, a JSON header, the tensors. As the format demands, the tensors must cover
 * the data without a gap or an overlap. Tensors in int8 are multiplied by their scale, see {@link Int8}.
 */
final class SafetensorsReader {
    static final int LENGTH_BYTES = 8;

    /** The limit of the reference implementation. */
    static final int MAX_HEADER_BYTES = 100_000_000;

    private final ByteSource file;
    private final SafetensorsHeader header;
    private final long dataStart;

    private SafetensorsReader(ByteSource file) throws IOException {
        this.file = file;
        long length = ByteBuffer.wrap(file.bytes(0, LENGTH_BYTES, "the header's length"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw file.malformed("a header of " + length + " bytes, expected 2 to " + MAX_HEADER_BYTES);
        }
        this.header = SafetensorsHeader.parse(file.bytes(LENGTH_BYTES, length, "the header"), file);
        this.dataStart = LENGTH_BYTES + length;
    }

    static StateDict read(ByteSource file, @Nullable String entry) throws IOException {
        SafetensorsReader reader = new SafetensorsReader(file);
        reader.requireSeamless();
        Map<String, Entry> tensors = new LinkedHashMap<>(reader.header.tensors());
        tensors.keySet().removeIf(reader::isScale);
        List<TensorGroup<Entry>> all = List.of(new TensorGroup<>("", tensors, ""));
        return Fitting.choose(file, all, reader::tensor, reader.header.metadata(), entry);
    }

    private void requireSeamless() throws MalformedFileException {
        List<Map.Entry<String, Entry>> byOffset = header.tensors().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Entry>>comparingLong(
                                e -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long position = 0;
        for (Map.Entry<String, Entry> named : byOffset) {
            Entry entry = named.getValue();
            long bytes = (long) entry.shape().elementCount() * entry.type().bytes();
            if (entry.begin() != position || entry.end() - entry.begin() != bytes) {
                throw file.malformed("tensor " + ByteSource.quote(named.getKey()) + ": data_offsets " + entry.begin()
                        + " to " + entry.end() + ", expected " + bytes + " bytes from " + position);
            }
            position = entry.end();
        }
        if (position != file.size() - dataStart) {
            throw file.malformed(
                    "the tensors take " + position + " bytes, but " + (file.size() - dataStart) + " follow the header");
        }
    }

    private Tensor tensor(String key, Entry entry) throws IOException {
        Tensor tensor = tensor(entry);
        Entry scale = header.tensors().get(key + Int8.SCALE_SUFFIX);
        if (entry.type() == ElementType.I8 && scale != null) {
            requireScaleShape(key, entry, scale);
            Int8.dequantize(tensor, tensor(scale));
        }
        return tensor;
    }

    private boolean isScale(String key) {
        if (!key.endsWith(Int8.SCALE_SUFFIX)) {
            return false;
        }
        Entry scaled = header.tensors().get(key.substring(0, key.length() - Int8.SCALE_SUFFIX.length()));
        return scaled != null && scaled.type() == ElementType.I8;
    }

    private void requireScaleShape(String key, Entry tensor, Entry scale) throws MalformedFileException {
        if (scale.type() != ElementType.F32 || !Int8.isScaleOf(scale.shape(), tensor.shape())) {
            throw file.malformed("tensor " + ByteSource.quote(key + Int8.SCALE_SUFFIX) + ": shape " + scale.shape()
                    + " of type " + scale.type() + ", expected F32 and one number for each slice of " + tensor.shape()
                    + " along one axis");
        }
    }

    private Tensor tensor(Entry entry) throws IOException {
        int count = entry.shape().elementCount();
        try {
            float[] numbers =
                    entry.type().read(file.stream(dataStart + entry.begin(), entry.end() - entry.begin()), count);
            return Tensor.of(entry.shape(), numbers);
        } catch (EOFException e) {
            throw new MalformedFileException(file.name(), "the file has become shorter while being read", e);
        }
    }
}
