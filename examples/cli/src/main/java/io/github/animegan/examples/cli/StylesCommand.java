package io.github.animegan.examples.cli;

import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(name = "styles", description = "Lists the styles: built-in ones, and those of others that can be fetched.")
final class StylesCommand implements Callable<Integer> {
    private static final String GAP = "  ";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        StyleLibrary styles = StylizeCommand.of(command.commandLine()).styles();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TITLE", "ARCHITECTURE", "LICENCE", "WHERE"));
        for (CatalogEntry entry : styles.catalog().entries()) {
            rows.add(List.of(
                    entry.name(),
                    entry.title(),
                    entry.architecture(),
                    entry.licence().name(),
                    styles.availability(entry).name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        }
        PrintWriter out = command.commandLine().getOut();
        rows.forEach(row -> out.println(line(row, rows)));
        out.flush();
        return CommandLine.ExitCode.OK;
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
