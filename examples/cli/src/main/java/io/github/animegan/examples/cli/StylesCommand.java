package io.github.animegan.examples.cli;

import io.github.animegan.examples.cli.console.TextTable;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.DetectorEntry;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the catalogue. */
@Command(
        name = "styles",
        description = "Lists the styles, built-in ones and those of others that can be fetched, and what finds faces.")
final class StylesCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        StyleLibrary styles = CommonOptions.of(command.commandLine()).styles();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "TITLE", "ARCHITECTURE", "LICENCE", "WHERE"));
        for (CatalogEntry entry : styles.catalog().entries()) {
            rows.add(List.of(
                    entry.name(),
                    entry.title(),
                    entry.architecture(),
                    entry.licence().name(),
                    where(styles.availability(entry))));
        }
        for (DetectorEntry entry : styles.catalog().detectors()) {
            rows.add(List.of(
                    entry.name(), entry.title(), "-", entry.licence().name(), where(styles.availability(entry))));
        }
        TextTable.print(command.commandLine().getOut(), rows);
        return CommandLine.ExitCode.OK;
    }

    private static String where(Availability availability) {
        return availability.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
