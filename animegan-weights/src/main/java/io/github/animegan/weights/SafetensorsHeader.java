package io.github.animegan.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.animegan.tensor.Shape;
import io.github.animegan.weights.file.ByteSource;
import io.github.animegan.weights.file.ElementType;
import io.github.animegan.weights.file.MalformedFileException;
import io.github.animegan.weights.torch.TensorLoader;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON header of a safetensors file, parsed and checked for itself; {@link SafetensorsReader} compares it with the
 * data.
 */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxNumberLength(20)
                    .maxNameLength(10_000)
                    .maxStringLength(10_000_000)
                    .build())
            .build();

    /** A tensor's place within the data that follow the header. */
    record Entry(ElementType type, Shape shape, long begin, long end) {}

    private final Map<String, Entry> tensors = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final ByteSource file;

    private SafetensorsHeader(ByteSource file) {
        this.file = file;
    }

    static SafetensorsHeader parse(byte[] json, ByteSource file) throws IOException {
        SafetensorsHeader header = new SafetensorsHeader(file);
        // A decoder of its own, for Jackson would also take UTF-16 and UTF-32.
        InputStreamReader text =
                new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
        try (JsonParser parser = JSON.createParser(text)) {
            header.parse(parser);
        } catch (JsonProcessingException e) {
            throw new MalformedFileException(file.name(), "header: " + firstLine(e.getOriginalMessage()), e);
        } catch (CharacterCodingException | CharConversionException e) {
            throw new MalformedFileException(file.name(), "the header is not UTF-8", e);
        }
        return header;
    }

    /** The tensors by key, in the header's order. */
    Map<String, Entry> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private static String firstLine(String message) {
        return ByteSource.quote(message.lines().findFirst().orElse(""));
    }

    private void parse(JsonParser parser) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "all of it", "an object");
        boolean metadataSeen = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(parser.nextToken() == JsonToken.START_OBJECT, ByteSource.quote(key), "an object");
            if (key.equals(METADATA)) {
                expect(!metadataSeen, METADATA, "one occurrence");
                metadataSeen = true;
                parseMetadata(parser);
            } else {
                String quoted = ByteSource.quote(key);
                expect(tensors.put(key, parseTensor(parser, quoted)) == null, quoted, "one occurrence");
            }
        }
        expect(parser.nextToken() == null, "all of it", "an end after one object");
    }

    private void parseMetadata(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            expect(parser.nextToken() == JsonToken.VALUE_STRING, METADATA, "text for each of its keys");
            expect(metadata.put(key, parser.getText()) == null, METADATA, "each key once");
        }
    }

    private Entry parseTensor(JsonParser parser, String key) throws IOException {
        String type = "";
        List<Long> shape = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        int fields = 0;
        for (; parser.nextToken() == JsonToken.FIELD_NAME; fields++) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "dtype" -> type = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : "";
                case "shape" -> parseNumbers(parser, shape, key + ", shape", TensorLoader.MAX_RANK);
                case "data_offsets" -> parseNumbers(parser, offsets, key + ", data_offsets", 2);
                default -> expect(false, key, "the fields dtype, shape and data_offsets alone");
            }
        }
        expect(fields == 3 && offsets.size() == 2, key, "a dtype, a shape and two data_offsets, once each");
        return new Entry(elementType(type, key), shape(shape, key), offsets.get(0), offsets.get(1));
    }

    private void parseNumbers(JsonParser parser, List<Long> into, String what, int max) throws IOException {
        expect(parser.currentToken() == JsonToken.START_ARRAY && into.isEmpty(), what, "an array, once");
        while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            into.add(parser.getLongValue());
            expect(into.get(into.size() - 1) >= 0, what, "no negative number");
            expect(into.size() <= max, what, "at most " + max + " numbers");
        }
        expect(parser.currentToken() == JsonToken.END_ARRAY, what, "whole numbers");
    }

    private ElementType elementType(String name, String key) throws MalformedFileException {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw file.malformed("header: " + key + " has the dtype " + ByteSource.quote(name) + ", expected one of "
                + List.of(ElementType.values()));
    }

    private Shape shape(List<Long> dimensions, String key) throws MalformedFileException {
        boolean small = dimensions.stream().allMatch(dimension -> dimension <= Integer.MAX_VALUE);
        int[] ints = dimensions.stream().mapToInt(Long::intValue).toArray();
        return (small ? TensorLoader.shape(ints) : Optional.<Shape>empty())
                .orElseThrow(() -> file.malformed("header: " + key + ": shape " + dimensions + " is too large"));
    }

    private void expect(boolean condition, String what, String expected) throws MalformedFileException {
        if (!condition) {
            throw file.malformed("header: " + what + ": expected " + expected);
        }
    }
}
