package io.github.animegan.image.step.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * Reads chains of steps: {@code name(argument, ...)}, joined by {@code +} or {@code ,}. What may be read is a table of
 * {@link StepSyntax} rows, which the steps' factories print from.
 *
 * @param <S> the steps' type
 */
public final class StepTable<S> {
    private static final int LONGEST_TEXT = 2000;

    private final String kind;
    private final BinaryOperator<S> then;
    private final Map<String, StepSyntax<S>> rows = new LinkedHashMap<>();

    /** A table of the given rows; the kind is what errors call a step. */
    public StepTable(String kind, BinaryOperator<S> then, List<StepSyntax<S>> rows) {
        this.kind = kind;
        this.then = then;
        rows.forEach(row -> this.rows.put(row.name(), row));
    }

    /** The steps of the text, chained. */
    public S parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "a chain of steps has at most " + LONGEST_TEXT + " characters, not " + text.length());
        }
        return split(text, "+,").stream().map(this::step).reduce(then).orElseThrow();
    }

    private S step(String text) {
        int open = text.indexOf('(');
        String name = (open < 0 ? text : text.substring(0, open)).strip();
        StepSyntax<S> row = Optional.ofNullable(rows.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no " + kind + " '" + name + "'; known: " + known()));
        if (open < 0) {
            return row.make("");
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException("'" + text + "' lacks a closing parenthesis at its end");
        }
        return row.make(text.substring(open + 1, text.length() - 1));
    }

    private String known() {
        return rows.values().stream().map(StepSyntax::usage).collect(Collectors.joining(", "));
    }

    /** The parts between separators that stand outside of parentheses. */
    static List<String> split(String text, String separators) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && separators.indexOf(c) >= 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }
}
