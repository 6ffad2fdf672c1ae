package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.Postprocessor;
import io.github.animegan.image.Postprocessors;
import io.github.animegan.image.Preprocessor;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.image.Recipe;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;

/** Starts the command {@code animegan}. */
public final class Main {
    private static final String LAUNCHER = "animegan.launcher";

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        Logging.setVerbose(false);
        List<String> arguments = List.of(args);
        // Another backend than the fastest would be compiled for nothing, and ND4J's libraries loaded.
        boolean backendNamed = arguments.stream().anyMatch(argument -> argument.startsWith(GeneratorOptions.BACKEND));
        if (!backendNamed && arguments.stream().anyMatch(Main::isFile)) {
            warmUp();
        }
        int exitCode = commandLine(StyleLibrary.standard()).execute(args);
        if (Boolean.getBoolean(LAUNCHER)) {
            waitForFilter();
        }
        System.exit(exitCode);
    }

    private static boolean isFile(String argument) {
        return new File(argument).exists();
    }

    /** Compiling takes longest of all that a short run does: it begins while options are parsed and weights are read. */
    private static void warmUp() {
        Thread thread = new Thread(AnimeGan::warmUp, "animegan-start");
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((its, failure) -> {}); // Whoever really needs the backend will say it.
        thread.start();
    }

    /** The launcher filters standard error by a child of this process: whoever waits for us wants all of it written. */
    private static void waitForFilter() {
        System.err.close();
        ProcessHandle.current()
                .children()
                .forEach(filter -> filter.onExit()
                        .completeOnTimeout(filter, 1, TimeUnit.SECONDS)
                        .join());
    }

    /** The command line, ready to execute; whatever goes wrong is one line on its error stream and an exit code. */
    static CommandLine commandLine(StyleLibrary styles) {
        return OptionGroups.applyTo(new CommandLine(new StylizeCommand(styles)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Main::path)
                .registerConverter(Preprocessor.class, text -> parsed(text, Preprocessors::parse))
                .registerConverter(Postprocessor.class, text -> parsed(text, Postprocessors::parse))
                .registerConverter(Recipe.class, text -> parsed(text, Recipe::parse))
                .registerConverter(ByteSize.class, text -> parsed(text, ByteSize::parse))
                .setExpandAtFiles(false) // "@me.jpg" is a photo
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine().getErr().println("animegan: " + Failures.oneLine(e.getMessage()));
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, result) -> {
                    boolean verbose = StylizeCommand.of(command).isVerbose();
                    Failures.report(command.getErr(), Failures.reason(unwrapped(e)), e, verbose);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setExecutionStrategy(Main::execute);
    }

    /** To Java the empty path is the current folder, to people it is a mistake. */
    private static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException("an empty file name");
        }
        return Path.of(name);
    }

    /** The parser's own words, which picocli would wrap in its. */
    private static <T> T parsed(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(Failures.reason(e));
        }
    }

    private static int execute(ParseResult parsed) {
        Logging.setVerbose(StylizeCommand.of(parsed.commandSpec().commandLine()).isVerbose());
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            // picocli passes exceptions on to the handler above, but not errors.
            throw new ExecutionException(parsed.commandSpec().commandLine(), Failures.reason(e), e);
        }
    }

    private static Throwable unwrapped(Throwable e) {
        return e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    }
}
