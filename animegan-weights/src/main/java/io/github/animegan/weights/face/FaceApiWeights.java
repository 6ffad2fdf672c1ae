package io.github.animegan.weights.face;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads weights in face-api's layout: {@code NAME.bin}, tensors one after another as float32 or as bytes with scale and
 * least value, and beside it {@code NAME-weights_manifest.json}, their names and shapes. Filters become OIHW.
 */
public final class FaceApiWeights {
    private static final String MANIFEST = "-weights_manifest.json";
    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_MANIFEST_BYTES = 4L << 20;
    private static final int MOST_RANK = 4;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(16).build())
            .build();

    private FaceApiWeights() {}

    private record Entry(String name, List<Integer> shape, boolean isBytes, double scale, double least) {}

    /**
     * Reads such weights.
     *
     * @param bin the file of the tensors
     * @return the tensors by face-api's keys
     * @throws IOException if a file cannot be read, or is malformed: the message names it and says why
     */
    public static StateDict read(Path bin) throws IOException {
        String name = String.valueOf(bin.getFileName());
        Path manifest = bin.resolveSibling(name.replaceFirst("\\.bin$", "") + MANIFEST);
        List<Entry> entries = entries(bytes(manifest, MOST_MANIFEST_BYTES), manifest);
        ByteBuffer data = ByteBuffer.wrap(bytes(bin, MOST_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name, tensor(entry, data, bin));
        }
        if (data.hasRemaining()) {
            throw new IOException(
                    bin + ": " + data.remaining() + " bytes more than " + manifest.getFileName() + " names");
        }
        return StateDict.of(tensors);
    }

    private static byte[] bytes(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw new IOException(file + ": more than " + most + " bytes");
        }
        return Files.readAllBytes(file);
    }

    private static Tensor tensor(Entry entry, ByteBuffer data, Path bin) throws IOException {
        long count = 1;
        for (int side : entry.shape) {
            count = Math.min(MOST_BYTES, count * side);
        }
        if (count * (entry.isBytes ? 1 : Float.BYTES) > data.remaining()) {
            throw new IOException(bin + ": ends within " + entry.name + ", at byte " + data.position());
        }
        float[] values = new float[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    entry.isBytes ? (float) ((float) (data.get() & 0xff) * entry.scale + entry.least) : data.getFloat();
        }
        Shape shape = Shape.of(entry.shape.stream().mapToInt(Integer::intValue).toArray());
        return shape.rank() == 4 ? outputsFirst(shape, values) : Tensor.of(shape, values);
    }

    /** From HWIO to OIHW. */
    private static Tensor outputsFirst(Shape shape, float[] hwio) {
        int window = shape.size(0) * shape.size(1);
        int in = shape.size(2);
        int out = shape.size(3);
        float[] oihw = new float[hwio.length];
        for (int place = 0; place < window; place++) {
            for (int i = 0; i < in; i++) {
                for (int o = 0; o < out; o++) {
                    oihw[(o * in + i) * window + place] = hwio[(place * in + i) * out + o];
                }
            }
        }
        return Tensor.of(Shape.of(out, in, shape.size(0), shape.size(1)), oihw);
    }

    private static List<Entry> entries(byte[] json, Path manifest) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("weights")
                        && parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        entries.add(entry(parser));
                    }
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(manifest + ": no manifest of face-api's: " + e.getMessage(), e);
        }
        if (entries.isEmpty()) {
            throw new IOException(manifest + ": names no weights");
        }
        return entries;
    }

    private static Entry entry(JsonParser parser) throws IOException {
        String name = "";
        String type = "float32";
        List<Integer> shape = new ArrayList<>();
        double scale = 0;
        double least = 0;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalArgumentException("it ends within " + name);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isScalarValue()) {
                String field = String.valueOf(
                        parser.currentName() == null
                                ? parser.getParsingContext().getParent().getCurrentName()
                                : parser.currentName());
                switch (field) {
                    case "name" -> name = parser.getText();
                    case "dtype" ->
                        type = type.equals("uint8") ? type : parser.getText(); // That of the quantization counts.
                    case "shape" -> shape.add(side(parser.getIntValue(), shape.size(), name));
                    case "scale" -> scale = parser.getDoubleValue();
                    case "min" -> least = parser.getDoubleValue();
                    default -> {}
                }
            }
        }
        boolean isBytes = type.equals("uint8");
        if (!isBytes && !type.equals("float32")) {
            throw new IllegalArgumentException(name + " is of " + type + ", not float32 or uint8");
        }
        return new Entry(name, List.copyOf(shape), isBytes, scale, least);
    }

    private static int side(int side, int axis, String name) {
        if (side < 1 || axis >= MOST_RANK) {
            throw new IllegalArgumentException("the shape of " + name);
        }
        return side;
    }
}
