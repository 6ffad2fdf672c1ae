package io.github.animegan.examples.cli.option;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, as people write it. */
public record ByteSize(long bytes) {
    public static final ByteSize GIBIBYTE = new ByteSize(1L << 30);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})([KMGT]?)");
    private static final String UNITS = "KMGT";
    private static final int BITS_PER_UNIT = 10;

    /**
     * Reads {@code 4096}, {@code 500M} or {@code 2g}; units are powers of 1024.
     *
     * @throws IllegalArgumentException if the text is another
     */
    public static ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no size such as 500M or 2G");
        }
        String unit = matcher.group(2);
        int bits = unit.isEmpty() ? 0 : BITS_PER_UNIT * (UNITS.indexOf(unit) + 1);
        try {
            return new ByteSize(Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << bits));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is too much", e);
        }
    }
}
