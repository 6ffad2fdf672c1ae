package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.examples.cli.OutputOptions.Job;
import io.github.animegan.image.ImageSize;
import io.github.animegan.image.Postprocessors;
import io.github.animegan.image.Preprocessors;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.weights.style.StyleLibrary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: photos to anime pictures. */
@Command(
        name = "animegan",
        versionProvider = Version.class,
        description = "Turns photos into anime pictures.",
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%n",
        commandListHeading = "%nOther commands:%n",
        footerHeading = "%n",
        footer = {
            "A picture has its photo's size and transparency. One photo that fails does not stop the others.",
            "Exit code: 0 all done, 1 something failed, 2 wrong usage.",
            "ANIMEGAN_JAVA_OPTS holds options for the JVM, for example -Xmx8g."
        },
        subcommands = {
            StylesCommand.class,
            FetchCommand.class,
            InspectCommand.class,
            ConvertCommand.class,
            VerifyCommand.class
        })
final class StylizeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(StylizeCommand.class);

    private final StyleLibrary styles;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(
            paramLabel = "PHOTO|FOLDER",
            arity = "0..*",
            description = "JPEG, PNG, WebP, GIF or BMP files; a folder stands for the pictures directly in it, without"
                    + " *-anime.*.")
    private List<Path> arguments = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private GeneratorOptions generator = new GeneratorOptions();

    @Option(
            names = "--size",
            paramLabel = "N",
            description =
                    "Compute at most N pixels on the longer side, then enlarge the picture to the photo's size: less"
                            + " time and memory, coarser strokes.")
    private @Nullable Integer size;

    @Option(
            names = "--strength",
            paramLabel = "S",
            defaultValue = "1",
            description = "How much of the style: from 0, the photo, to 1. Default: 1.")
    private double strength = 1;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say what happens, and where errors come from.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean helpWanted;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean versionWanted;

    StylizeCommand(StyleLibrary styles) {
        this.styles = styles;
    }

    /** The top command of a command line. */
    static StylizeCommand of(CommandLine command) {
        return (StylizeCommand) command.getCommandSpec().root().userObject();
    }

    StyleLibrary styles() {
        return styles;
    }

    boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() throws IOException {
        check();
        PhotoFiles photos = PhotoFiles.of(arguments);
        PrintWriter err = command.commandLine().getErr();
        photos.failures().forEach(line -> err.println("animegan: " + Failures.oneLine(line)));
        if (photos.photos().isEmpty()) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        List<Job> jobs = output.jobs(photos);
        int failed = photos.failures().size();
        try (AnimeGan gan = generator.build(Map.of(), this::configure);
                ProgressDisplay display = ProgressDisplay.of(jobs.size(), err, verbose)) {
            for (Job job : jobs) {
                failed += stylize(gan, job, display) ? 0 : 1;
            }
        }
        return failed == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private void check() {
        if (arguments.isEmpty()) {
            throw usage("no photo given; animegan --help tells more");
        }
        if (size != null && size < 1) {
            throw usage("--size must be at least 1, not " + size);
        }
        if (!(strength >= 0 && strength <= 1)) {
            throw usage("--strength must be from 0 to 1, not " + strength);
        }
        output.check(arguments);
        generator.check();
    }

    private AnimeGanBuilder configure(AnimeGanBuilder builder) {
        if (size != null) {
            builder.preprocess(Preprocessors.fitWithin(size));
        }
        return builder.postprocess(Postprocessors.strength(strength));
    }

    /** Whether the picture was made; a failure is this photo's alone, even of memory: the next may be smaller. */
    private boolean stylize(AnimeGan gan, Job job, ProgressDisplay display) {
        long start = System.nanoTime();
        display.begin(job.photo());
        try {
            requireWritable(job.output());
            BufferedImage picture = gan.stylize(PhotoReader.create().read(job.photo()));
            write(output.writer(), picture, job.output());
            LOG.info(
                    "{} -> {}, {}, {} ms",
                    job.photo(),
                    job.output(),
                    ImageSize.of(picture),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            display.done();
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            display.failed(Failures.line(job.photo(), e), e);
            return false;
        }
    }

    /** Before the work rather than after it. */
    private static void requireWritable(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("cannot write " + file + ": no such folder");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException("cannot write " + file + ": permission denied");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("cannot write " + file + ": a folder is in the way");
        }
    }

    private static void write(PhotoWriter writer, BufferedImage picture, Path file) throws IOException {
        try {
            writer.write(picture, file);
        } catch (IOException e) {
            throw new IOException("cannot write " + Failures.line(file, e), e);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
