package io.github.animegan.weights.style;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of a small JSON file, its fields fetched by name and kind. Errors name the object and the field. */
final class JsonObject {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(8).build())
            .build();

    private final String path;
    private final Map<String, Object> fields;

    private JsonObject(String path, Map<String, Object> fields) {
        this.path = path;
        this.fields = fields;
    }

    static JsonObject parse(byte[] json, String name) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            Object root = value(parser, name);
            if (root instanceof JsonObject object && parser.nextToken() == null) {
                return object;
            }
            throw new IOException(name + ": expected one object");
        }
    }

    /** Text, whole numbers and booleans as Java's, arrays as lists; nothing else has a place here. */
    private static Object value(JsonParser parser, String path) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> fields = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                fields.put(field, value(parser, path + ", " + field));
            }
            return new JsonObject(path, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser, path + " " + (values.size() + 1)));
            }
            return values;
        }
        if (token == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return parser.getBooleanValue();
        }
        throw new IOException(path + ": expected text, a whole number, true, false, an array or an object");
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field) throws IOException {
        if (fields.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw wrong(field, "text");
    }

    String text(String field, String pattern) throws IOException {
        String text = text(field);
        require(text.matches(pattern), field, "text like " + pattern);
        return text;
    }

    boolean flag(String field) throws IOException {
        if (fields.get(field) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(field, "true or false");
    }

    long count(String field) throws IOException {
        if (fields.get(field) instanceof Long count && count > 0) {
            return count;
        }
        throw wrong(field, "a whole number above 0");
    }

    JsonObject object(String field) throws IOException {
        if (fields.get(field) instanceof JsonObject object) {
            return object;
        }
        throw wrong(field, "an object");
    }

    List<JsonObject> objects(String field) throws IOException {
        if (!(fields.get(field) instanceof List<?> values)) {
            throw wrong(field, "an array");
        }
        List<JsonObject> objects = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof JsonObject object)) {
                throw wrong(field, "objects alone");
            }
            objects.add(object);
        }
        return objects;
    }

    void require(boolean condition, String field, String expected) throws IOException {
        if (!condition) {
            throw wrong(field, expected);
        }
    }

    IOException wrong(String field, String expected) {
        @Nullable Object found = fields.get(field);
        String but = found == null ? "missing" : found instanceof String text ? "'" + text + "'" : "something else";
        return new IOException(path + ", " + field + ": expected " + expected + ", found " + but);
    }
}
