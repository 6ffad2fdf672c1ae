package io.github.animegan.image;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How processing steps are written: {@code name}, {@code name(argument, argument)}, {@code step + step}. */
final class StepText {
    static final String NONE = "none";
    private static final String JOINT = " + ";

    private StepText() {}

    /** One step. Whole numbers are printed without a fraction, others with as many digits as tell them apart. */
    static String of(String name, Object... arguments) {
        return arguments.length == 0
                ? name
                : Stream.of(arguments).map(StepText::print).collect(Collectors.joining(", ", name + "(", ")"));
    }

    /** The first step, then the second; nothing unless both have a text. */
    static Optional<String> chain(Optional<String> first, Optional<String> second) {
        return first.flatMap(a -> second.map(b -> chain(a, b)));
    }

    /** The text itself. */
    static String requireText(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a step's description must not be blank");
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
