package io.github.animegan.examples.cli.console;

import java.io.PrintWriter;
import java.util.List;

/** Rows of texts in columns as wide as they have to be. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    public static void print(PrintWriter out, List<List<String>> rows) {
        rows.forEach(row -> out.println(line(row, rows)));
        out.flush();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            line.append(row.get(i))
                    .append(" ".repeat(width - row.get(i).length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
