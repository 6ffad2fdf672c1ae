package io.github.animegan.weights.onnx.model;

import io.github.animegan.weights.CheckpointFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a model.
 *
 * @param name its name in the model, often empty
 * @param operator what it computes
 * @param domain the set of operators, empty for ONNX's own
 * @param inputs the names of what it reads; an input that is left out has an empty name
 * @param outputs the names of its results
 * @param attributes its settings
 */
public record OnnxNode(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {

    private static final int MAX_NAMES = 1000;
    private static final int SHOWN = 100;

    /** A setting of a node; only one of the parts has a meaning. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    public record Attribute(
            long integer, float real, String text, @Nullable OnnxTensor tensor, long[] integers, float[] reals) {}

    public static OnnxNode parse(ProtobufReader in) throws CheckpointFormatException {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        String name = "";
        String operator = "";
        String domain = "";
        while (in.next()) {
            switch (in.field()) {
                case 1 -> inputs.add(in.text());
                case 2 -> outputs.add(in.text());
                case 3 -> name = in.text();
                case 4 -> operator = in.text();
                case 5 -> parseAttribute(in.message(), attributes);
                case 7 -> domain = in.text();
                default -> in.skip();
            }
        }
        if (inputs.size() > MAX_NAMES || outputs.size() > MAX_NAMES || attributes.size() > MAX_NAMES) {
            throw in.malformed("a node with more than " + MAX_NAMES + " inputs, outputs or attributes");
        }
        return new OnnxNode(name, operator, domain.equals("ai.onnx") ? "" : domain, inputs, outputs, attributes);
    }

    private static void parseAttribute(ProtobufReader in, Map<String, Attribute> into)
            throws CheckpointFormatException {
        String name = "";
        long integer = 0;
        float real = 0;
        String text = "";
        @Nullable OnnxTensor tensor = null;
        LongList integers = new LongList();
        FloatList reals = new FloatList();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> name = in.text();
                case 2 -> real = in.float32();
                case 3 -> integer = in.integer();
                case 4 -> text = in.text();
                case 5 -> tensor = OnnxTensor.parse(in.message(), new String[] {""});
                case 7 -> in.floats(reals);
                case 8 -> in.integers(integers);
                default -> in.skip();
            }
        }
        into.put(name, new Attribute(integer, real, text, tensor, integers.toArray(), reals.toArray()));
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }

    public long integer(String attribute, long otherwise) {
        Attribute found = attributes.get(attribute);
        return found == null ? otherwise : found.integer();
    }

    public float real(String attribute, float otherwise) {
        Attribute found = attributes.get(attribute);
        return found == null ? otherwise : found.real();
    }

    public String text(String attribute, String otherwise) {
        Attribute found = attributes.get(attribute);
        return found == null || found.text().isEmpty() ? otherwise : found.text();
    }

    public long[] integers(String attribute, long... otherwise) {
        Attribute found = attributes.get(attribute);
        return found == null ? otherwise : found.integers();
    }

    /** Whether there is an input of that number. */
    public boolean hasInput(int number) {
        return number < inputs.size() && !inputs.get(number).isEmpty();
    }

    /** How errors call it. */
    public String title() {
        String called = name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
        return "node " + quote(called) + " (" + quote(operator).replace("\"", "") + ")";
    }

    /** Text from a file, fit for one line of an error message. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < Math.min(text.length(), SHOWN); i++) {
            char c = text.charAt(i);
            quoted.append(c >= ' ' && c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return quoted.append(text.length() > SHOWN ? "\"..." : "\"").toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, outputs, Arrays.asList(inputs.toArray()));
    }
}
