package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.console.Logging;
import io.github.animegan.examples.cli.console.ManCommand;
import io.github.animegan.examples.cli.console.NearestName;
import io.github.animegan.examples.cli.option.ByteSize;
import io.github.animegan.examples.cli.option.Canvas;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.examples.cli.option.Seconds;
import io.github.animegan.image.step.Postprocessor;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Preprocessor;
import io.github.animegan.image.step.Preprocessors;
import io.github.animegan.image.step.Recipe;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the command {@code animegan}. */
public final class Main {
    private static final String LAUNCHER = "animegan.launcher";
    /** How the library answers the name of a step or recipe that it does not know. */
    private static final Pattern UNKNOWN_NAME = Pattern.compile("there is no \\w+ '([^']+)'; known: (.+)$");

    /** What {@code animegan} does besides turning photos into pictures. */
    private static final List<Class<?>> COMMANDS = List.of(
            StylesCommand.class,
            FetchCommand.class,
            InspectCommand.class,
            ConvertCommand.class,
            VerifyCommand.class,
            EnlargeCommand.class,
            ReportCommand.class,
            FacesCommand.class,
            CompletionCommand.class,
            ManCommand.class);

    private Main() {}

    public static void main(String[] args) {
        System.setProperty("java.awt.headless", "true");
        Logging.set(false, false);
        List<String> arguments = List.of(args);
        // Another backend than the fastest would be compiled for nothing, and ND4J's libraries loaded.
        boolean backendNamed = arguments.stream().anyMatch(argument -> argument.startsWith(GeneratorOptions.BACKEND));
        if (!backendNamed && arguments.stream().anyMatch(Main::isFile)) {
            warmUp();
        }
        int exitCode = commandLine(StyleLibrary.standard(), arguments).execute(args);
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

    /** Whether a file is named, and no other command; help lists those. */
    private static boolean isOfPhotos(List<String> arguments) {
        return arguments.stream().anyMatch(Main::isFile)
                && Stream.of("-h", "--help").noneMatch(arguments::contains)
                && commandNames().stream().noneMatch(arguments::contains);
    }

    /** Those of the other commands, whether a command line has them or not. */
    static List<String> commandNames() {
        return COMMANDS.stream()
                .map(command -> command.getAnnotation(Command.class).name())
                .toList();
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

    /**
     * The command line, ready to execute; whatever goes wrong is one line on its error stream and an exit code.
     *
     * @param arguments what it will execute: it only has other commands than for photos where one may be meant, because to learn the options
     *     of each takes a twentieth of a short run
     */
    static CommandLine commandLine(StyleLibrary styles, List<String> arguments) {
        CommandLine commandLine = new CommandLine(new StylizeCommand(styles));
        if (!isOfPhotos(arguments)) {
            COMMANDS.forEach(commandLine::addSubcommand);
        }
        ITypeConverter<Integer> wholeNumbers = Main::wholeNumber;
        ITypeConverter<Double> numbers = Main::number;
        return OptionGroups.applyTo(commandLine)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Path.class, Main::path)
                .registerConverter(int.class, wholeNumbers)
                .registerConverter(Integer.class, wholeNumbers)
                .registerConverter(double.class, numbers)
                .registerConverter(Double.class, numbers)
                .registerConverter(Preprocessor.class, text -> parsed(text, Preprocessors::parse))
                .registerConverter(Postprocessor.class, text -> parsed(text, Postprocessors::parse))
                .registerConverter(Recipe.class, text -> parsed(text, Recipe::parse))
                .registerConverter(Canvas.class, text -> parsed(text, Canvas::parse))
                .registerConverter(Seconds.class, text -> parsed(text, Seconds::parse))
                .registerConverter(ByteSize.class, text -> parsed(text, ByteSize::parse))
                .setExpandAtFiles(false) // "@me.jpg" is a photo
                .setParameterExceptionHandler((e, args) -> {
                    e.getCommandLine()
                            .getErr()
                            .println("animegan: " + Failures.oneLine(e.getMessage() + suggestion(e)));
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, result) -> {
                    boolean verbose = CommonOptions.of(command).isVerbose();
                    Failures.report(command.getErr(), Failures.reason(unwrapped(e)), e, verbose);
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setExecutionStrategy(Main::execute);
    }

    /** To Java the empty path is the current folder, to people it is a mistake. */
    static Path path(String name) {
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

    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return nearestValue(e);
        }
        String written = unmatched.getUnmatched().get(0).replaceAll("=.*", "");
        CommandSpec spec = e.getCommandLine().getCommandSpec();
        List<String> names = new ArrayList<>(spec.optionsMap().keySet());
        names.addAll(spec.subcommands().keySet());
        return NearestName.question(written, names);
    }

    /** For a value out of a list: of the option's own, or of the list that the message ends with. */
    private static String nearestValue(ParameterException e) {
        Matcher unknown = UNKNOWN_NAME.matcher(String.valueOf(e.getMessage()));
        if (unknown.find()) {
            return NearestName.question(
                    unknown.group(1),
                    List.of(unknown.group(2).replaceAll("\\([^)]*\\)", "").split(", ")));
        }
        if (e.getArgSpec() == null || e.getValue() == null || e.getArgSpec().completionCandidates() == null) {
            return "";
        }
        List<String> values = new ArrayList<>();
        e.getArgSpec().completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
        return NearestName.question(e.getValue(), values);
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no whole number, or too large a one");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number");
        }
    }

    private static int execute(ParseResult parsed) {
        CommonOptions top = CommonOptions.of(parsed.commandSpec().commandLine());
        Logging.set(top.isVerbose(), top.isQuiet());
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
