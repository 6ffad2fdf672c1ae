package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.cache.ResultCache;
import io.github.animegan.examples.cli.PhotoFiles.FoundPhoto;
import io.github.animegan.examples.cli.PhotoTask.Outcome;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        synopsisHeading = "",
        customSynopsis = {"Usage: animegan [OPTIONS] PHOTO|FOLDER...", "       animegan COMMAND --help", ""},
        parameterListHeading = "%n",
        commandListHeading = "%nOther commands:%n",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  animegan photo.jpg                                  # photo-anime.png in the first built-in style",
            "  animegan --style mori --recipe shinkai photo.jpg -o anime.webp",
            "  animegan --pre \"fit-within(720), clahe\" --post \"grade, glow\" --compare photo.jpg",
            "  animegan holiday -o anime --jobs 2 --keep-exif      # again: does what is missing",
            "",
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

    /** Options that change no picture, or that say in another way what {@link GeneratorOptions#identity} says. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "--style",
            "--weights",
            "--threads",
            "--output",
            "--overwrite",
            "--jobs",
            "--max-pixels",
            "--cache",
            "--cache-limit",
            "--verbose",
            "--help",
            "--version");

    private final StyleLibrary styles;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(
            paramLabel = "PHOTO|FOLDER",
            arity = "0..*",
            description =
                    "JPEG, PNG, WebP, GIF, BMP or TIFF files; a folder stands for the pictures in it and in its"
                            + " folders, without *-anime.* and hidden ones. Those done before with the same options are skipped.")
    private List<Path> arguments = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    private PictureOptions picture = new PictureOptions();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

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
        Summary summary = new Summary();
        summary.addFailed(photos.failures().size());
        boolean anyFolder = photos.photos().stream().anyMatch(FoundPhoto::inFolder);
        MadePictures made = new MadePictures(anyFolder ? options() : "");
        List<Job> jobs = output.jobs(photos, made);
        List<Job> left = jobs.stream().filter(job -> !output.skips(job, made)).toList();
        summary.addSkipped(jobs.size() - left.size());
        if (!left.isEmpty()) {
            stylize(left, made, summary);
        }
        if (anyFolder) {
            summary.print(command.commandLine().getOut());
        }
        return summary.anyFailed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void check() {
        if (arguments.isEmpty()) {
            throw usage("no photo given; animegan --help tells more");
        }
        output.check(arguments);
        generator.check();
        picture.check();
        resources.check();
    }

    /** All options that a picture depends on, with their values; of the weights their content, wherever they lie. */
    private String options() throws IOException {
        return command.options().stream()
                .filter(option -> !WITHOUT_EFFECT.contains(option.longestName()))
                .map(option -> option.longestName() + "=" + option.getValue())
                .sorted()
                .collect(Collectors.joining(" ", generator.identity() + " ", ""));
    }

    private void stylize(List<Job> jobs, MadePictures made, Summary summary) throws IOException {
        Optional<ResultCache> cache = resources.cache();
        try (AnimeGan gan = generator.build(Map.of(), builder -> configure(builder, cache));
                ProgressDisplay display =
                        ProgressDisplay.of(jobs.size(), command.commandLine().getErr(), verbose)) {
            PhotoTask task = new PhotoTask(gan, output, made);
            ParallelJobs.run(
                    jobs,
                    resources.jobs(),
                    task,
                    job -> display.begin(job.photo()),
                    outcome -> report(outcome, display, summary));
        }
    }

    private AnimeGanBuilder configure(AnimeGanBuilder builder, Optional<ResultCache> cache) {
        picture.configure(builder);
        resources.configure(builder, cache);
        return builder;
    }

    private static void report(Outcome outcome, ProgressDisplay display, Summary summary) {
        if (outcome.failure() == null) {
            LOG.info("{}", outcome.summary());
            display.done();
            summary.addDone();
        } else {
            display.failed(outcome.summary(), outcome.failure());
            summary.addFailed(1);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
