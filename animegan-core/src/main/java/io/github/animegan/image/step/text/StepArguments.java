package io.github.animegan.image.step.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What stands between a step's parentheses. Arguments left out at the end take their defaults. */
public final class StepArguments {
    private final List<String> parameters;
    private final String text;
    private final List<String> values;

    StepArguments(List<String> parameters, String text) {
        this.parameters = parameters;
        this.text = text;
        this.values = text.isBlank() ? List.of() : StepTable.split(text, ",");
        boolean chain = parameters.size() == 1 && parameters.get(0).endsWith("...");
        if (values.size() > parameters.size() && !chain) {
            throw new IllegalArgumentException(values.size() + " arguments where at most " + parameters.size() + " go");
        }
    }

    /** Everything between the parentheses. */
    public String all() {
        if (text.isBlank()) {
            throw missing(0);
        }
        return text;
    }

    public String word(int index) {
        return given(index).orElseThrow(() -> missing(index));
    }

    public int whole(int index) {
        return parseWhole(index, word(index));
    }

    public int whole(int index, int otherwise) {
        return given(index).map(value -> parseWhole(index, value)).orElse(otherwise);
    }

    public double number(int index) {
        return parseNumber(index, word(index));
    }

    public double number(int index, double otherwise) {
        return given(index).map(value -> parseNumber(index, value)).orElse(otherwise);
    }

    /** An enum's constant, in small letters. */
    public <E extends Enum<E>> E constant(int index, E otherwise) {
        return given(index)
                .map(value -> constantOf(otherwise.getDeclaringClass(), index, value))
                .orElse(otherwise);
    }

    private <E extends Enum<E>> E constantOf(Class<E> type, int index, String value) {
        try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            String known = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
            throw new IllegalArgumentException(
                    parameters.get(index) + " is one of " + known + ", not '" + value + "'", e);
        }
    }

    public Optional<String> given(int index) {
        return index < values.size() ? Optional.of(values.get(index)) : Optional.empty();
    }

    private int parseWhole(int index, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(parameters.get(index) + " is a whole number, not '" + value + "'", e);
        }
    }

    private double parseNumber(int index, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(parameters.get(index) + " is a number, not '" + value + "'", e);
        }
    }

    private IllegalArgumentException missing(int index) {
        return new IllegalArgumentException("the " + parameters.get(index) + " is missing");
    }
}
