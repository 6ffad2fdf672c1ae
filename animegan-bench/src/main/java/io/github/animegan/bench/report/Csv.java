package io.github.animegan.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table as comma-separated values (RFC 4180, but with plain line feeds). */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    public Csv(String... header) {
        row((Object[]) header);
    }

    /** Adds a row. Real numbers have six significant digits; those that are not numbers stay empty. */
    public Csv row(Object... cells) {
        text.append(List.of(cells).stream().map(Csv::cell).collect(Collectors.joining(",")))
                .append('\n');
        return this;
    }

    private static String cell(Object value) {
        if (value instanceof Double number) {
            return number.isNaN() ? "" : String.format(Locale.ROOT, "%.6g", number);
        }
        String plain = value.toString();
        return plain.matches("(?s).*[\",\n\r].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
