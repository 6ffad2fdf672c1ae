package io.github.animegan.examples.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes options: source <(animegan completion bash), or of zsh;"
                    + " animegan completion fish | source."
        })
final class CompletionCommand implements Callable<Integer> {
    /** Picocli's lines of the values that an option or argument may have. */
    private static final Pattern VALUES = Pattern.compile("(?m)^(  local \\w+_(?:option|pos_param)_args=)(\\(.*?\\))");

    /** The shells that are known. */
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish.")
    @SuppressWarnings("NullAway.Init")
    private Shell shell;

    @Override
    public Integer call() {
        CommandLine root = command.root().commandLine();
        PrintWriter out = command.commandLine().getOut();
        if (shell == Shell.FISH) {
            fish(root.getCommandSpec(), out);
        } else {
            out.print(withSmallLetters(AutoComplete.bash("animegan", root))); // which is for zsh, too
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    /** Values are taken in any case, but shells complete small letters by small ones only, and nobody writes them large. */
    private static String withSmallLetters(String script) {
        return VALUES.matcher(script)
                .replaceAll(line ->
                        Matcher.quoteReplacement(line.group(1) + line.group(2).toLowerCase(Locale.ROOT)));
    }

    private static void fish(CommandSpec root, PrintWriter out) {
        String none = "__fish_use_subcommand";
        options(root, none, out);
        root.subcommands().forEach((name, line) -> {
            CommandSpec spec = line.getCommandSpec();
            out.printf(
                    "complete -c animegan -n %s -a %s -d %s%n",
                    none, name, quoted(spec.usageMessage().description()));
            options(spec, "'__fish_seen_subcommand_from " + name + "'", out);
        });
    }

    private static void options(CommandSpec spec, String condition, PrintWriter out) {
        for (OptionSpec option : spec.options()) {
            StringBuilder line = new StringBuilder("complete -c animegan -n " + condition);
            for (String name : option.names()) {
                line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                line.append(" -r");
            }
            List<String> values = option.completionCandidates() == null
                    ? List.of()
                    : List.copyOf(toList(option.completionCandidates()));
            if (!values.isEmpty()) {
                line.append(" -f -a '").append(String.join(" ", values)).append("'");
            }
            out.println(line.append(" -d ").append(quoted(option.description())));
        }
    }

    private static List<String> toList(Iterable<String> values) {
        List<String> list = new ArrayList<>();
        values.forEach(value -> list.add(value.toLowerCase(Locale.ROOT)));
        return list;
    }

    private static String quoted(String[] description) {
        String first = description.length == 0 ? "" : description[0];
        return "'" + first.replace("\\", "\\\\").replace("'", "\\'").replace("%n", " ") + "'";
    }
}
