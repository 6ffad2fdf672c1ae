package io.github.animegan.examples.cli.console;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** Prints the manual page, made of what the command knows of itself: {@code animegan man | man -l -}. */
@Command(name = "man", description = "Prints the manual page: animegan man | man -l -")
public final class ManCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        CommandSpec root = command.root();
        PrintWriter out = command.commandLine().getOut();
        out.println(".TH ANIMEGAN 1");
        out.println(".SH NAME");
        out.println("animegan \\- " + escaped(root.usageMessage().description()));
        out.println(".SH SYNOPSIS");
        out.println(".B animegan\n[OPTIONS] PHOTO|FOLDER|FILM...\n.br\n.B animegan\nCOMMAND [OPTIONS] ...");
        out.println(".SH OPTIONS");
        options(root, out);
        out.println(".SH COMMANDS");
        root.subcommands().forEach((name, line) -> {
            CommandSpec spec = line.getCommandSpec();
            out.println(".SS animegan " + escaped(name));
            out.println(escaped(spec.usageMessage().description()));
            options(spec, out);
        });
        out.println(".SH EXAMPLES AND EXIT CODES\n.nf");
        for (String line : root.usageMessage().footer()) {
            out.println(escaped(line));
        }
        out.println(".fi");
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private static void options(CommandSpec spec, PrintWriter out) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (!parameter.hidden()) {
                entry(parameter.paramLabel(), parameter.description(), out);
            }
        }
        Help.IParamLabelRenderer labels =
                new Help(spec, Help.defaultColorScheme(Ansi.OFF)).createDefaultParamLabelRenderer();
        for (OptionSpec option : spec.options()) {
            boolean isInherited = option.inherited();
            if (!option.hidden() && !isInherited) {
                String label =
                        labels.renderParameterLabel(option, Ansi.OFF, List.of()).toString();
                entry(String.join(", ", option.names()) + label, option.description(), out);
            }
        }
    }

    private static void entry(String title, String[] description, PrintWriter out) {
        out.println(".TP\n.B " + escaped(title));
        out.println(escaped(description));
    }

    private static String escaped(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            String plain = line.replace("%n", " ")
                    .replace("%%", "%")
                    .replace("\\", "\\e")
                    .replace("-", "\\-");
            boolean isRequest = plain.startsWith(".") || plain.startsWith("'");
            text.append(text.isEmpty() ? "" : "\n")
                    .append(isRequest ? "\\&" : "")
                    .append(plain);
        }
        return text.toString();
    }
}
