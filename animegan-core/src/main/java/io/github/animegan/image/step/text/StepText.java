package io.github.animegan.image.step.text;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How processing steps are written: {@code name}, {@code name(argument, argument)}, {@code step + step}. */
public final class StepText {
    public static final String NONE = "none";
    private static final String JOINT = " + ";

    private StepText() {}

    /** One step. Whole numbers are printed without a fraction, others with as many digits as tell them apart. */
    public static String of(String name, Object... arguments) {
        return arguments.length == 0
                ? name
                : Stream.of(arguments).map(StepText::print).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** The first step, then the second; nothing unless both have a text. */
    public static Optional<String> chain(Optional<String> first, Optional<String> second) {
        return first.flatMap(a -> second.map(b -> chain(a, b)));
    }

    /** The text itself, unless it is blank or has a semicolon, by which those who keep several texts keep them apart. */
    public static String requireText(String text) {
        if (text.isBlank() || text.contains(";")) {
            throw new IllegalArgumentException(
                    "a step's description must neither be blank nor have a semicolon, as in '" + text + "'");
        }
        return text;
    }

    private static String chain(String first, String second) {
        if (first.equals(NONE)) {
            return second;
        }
        return second.equals(NONE) ? first : first + JOINT + second;
    }

    /** An argument as it is written in a step. */
    static String print(Object argument) {
        if (argument instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e9) {
            return Long.toString(number.longValue());
        }
        return argument.toString();
    }
}
