package io.github.animegan.examples.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment of a film, as people write it. */
public record Seconds(double value) {
    private static final Pattern TEXT =
            Pattern.compile("(?:(?:([0-9]{1,5}):)?([0-9]{1,5}):)?([0-9]{1,9}(?:\\.[0-9]{1,9})?)");
    private static final int SIXTY = 60;

    /**
     * Reads {@code 90}, {@code 12.5}, {@code 1:30} or {@code 1:02:03.5}.
     *
     * @throws IllegalArgumentException if the text is another
     */
    public static Seconds parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time such as 90, 12.5, 1:30 or 1:02:03");
        }
        double hours = matcher.group(1) == null ? 0 : Double.parseDouble(matcher.group(1));
        double minutes = matcher.group(2) == null ? 0 : Double.parseDouble(matcher.group(2));
        return new Seconds((hours * SIXTY + minutes) * SIXTY + Double.parseDouble(matcher.group(3)));
    }
}
