package io.github.animegan.examples.cli;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.examples.cli.PhotoTask.Outcome;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.console.Interruption;
import io.github.animegan.examples.cli.console.NearestName;
import io.github.animegan.examples.cli.console.ProgressDisplay;
import io.github.animegan.examples.cli.console.Summary;
import io.github.animegan.examples.cli.console.Version;
import io.github.animegan.examples.cli.file.Job;
import io.github.animegan.examples.cli.file.PhotoFiles;
import io.github.animegan.examples.cli.file.PhotoFiles.FoundPhoto;
import io.github.animegan.examples.cli.file.RunJournal;
import io.github.animegan.examples.cli.file.StandardStreams;
import io.github.animegan.examples.cli.option.CommonOptions;
import io.github.animegan.examples.cli.option.FilmCommandOptions;
import io.github.animegan.examples.cli.option.OutputOptions;
import io.github.animegan.examples.cli.option.PictureOptions;
import io.github.animegan.examples.cli.option.ResourceOptions;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.video.FilmOptions;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
        description = "Turns photos and films into anime pictures and films.",
        synopsisHeading = "",
        customSynopsis = {"Usage: animegan [OPTIONS] PHOTO|FOLDER|FILM...", "       animegan COMMAND --help", ""},
        parameterListHeading = "%n",
        commandListHeading = "%nOther commands:%n",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  animegan photo.jpg                                  # photo-anime.png in the first built-in style",
            "  animegan --style mori --recipe shinkai photo.jpg -o anime.webp",
            "  animegan --pre \"fit-within(720), clahe\" --post \"grade, glow\" --compare photo.jpg",
            "  animegan holiday -o anime --jobs 2 --keep-exif      # again: does what is missing",
            "  animegan --faces auto group.jpg                     # small and turned faces well, after animegan fetch mtcnn",
            "  animegan film.mp4 --from 1:30 --to 2:00             # film-anime.mp4, with its sound; killed: goes on",
            "",
            "A picture has its photo's size and transparency. One photo that fails does not stop the others.",
            "Exit code: 0 all done, 1 something failed, 2 wrong usage.",
            "ANIMEGAN_JAVA_OPTS holds options for the JVM, for example -Xmx8g."
        })
final class StylizeCommand implements Callable<Integer>, CommonOptions {
    private static final Logger LOG = LoggerFactory.getLogger(StylizeCommand.class);

    private final StyleLibrary styles;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Parameters(
            paramLabel = "PHOTO|FOLDER|FILM",
            arity = "0..*",
            description =
                    "JPEG, PNG, WebP, GIF, BMP or TIFF files, also HEIC, AVIF and JPEG XL where a program reads them; - is"
                            + " standard input; a folder stands for the pictures in it and in its folders, without"
                            + " *-anime.* and hidden ones. Those done before with the same options are skipped. Films and"
                            + " animations of all kinds that FFmpeg reads, which has to be installed.")
    private List<Path> arguments = List.of();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    private PictureOptions picture = new PictureOptions();

    @Mixin
    private FaceOptions faces = new FaceOptions();

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private FilmCommandOptions film = new FilmCommandOptions();

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say what happens, and where errors come from.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Say nothing but what failed.")
    private boolean quiet;

    @Option(names = "--json", description = "Print a line of JSON for each photo.")
    private boolean json;

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

    @Override
    public StyleLibrary styles() {
        return styles;
    }

    @Override
    public boolean isQuiet() {
        return quiet;
    }

    @Override
    public boolean isVerbose() {
        return verbose;
    }

    @Override
    public Integer call() throws IOException {
        boolean mayBeAnimated = output.holdsAnimations();
        List<Path> films = arguments.stream()
                .filter(argument -> film.isFilm(argument, mayBeAnimated))
                .toList();
        List<Path> others =
                arguments.stream().filter(argument -> !films.contains(argument)).toList();
        if (films.isEmpty()) {
            film.requireFilm();
            return stylizePhotos(arguments);
        }
        if (!others.isEmpty()) {
            output.check(others);
        }
        int exitCode = stylizeFilms(films);
        return others.isEmpty() ? exitCode : Math.max(exitCode, stylizePhotos(others));
    }

    /** One film after another; each takes all there is of the machine. */
    private int stylizeFilms(List<Path> films) throws IOException {
        generator.check();
        picture.check();
        faces.requireOff();
        resources.check();
        FilmOptions options = film.options(picture.isComparing(), output.isOverwriting());
        List<Path> targets = film.targets(films, output.target());
        boolean failed = false;
        AnimeGanBuilder builder = picture.configureFrames(generator.builder(Map.of()));
        resources.configure(builder, Optional.empty());
        try (AnimeGan gan = generator.start(builder)) {
            FilmTask task = new FilmTask(gan, options, command.commandLine().getOut(), verbose);
            for (int i = 0; i < films.size(); i++) {
                try {
                    task.run(films.get(i), targets.get(i));
                } catch (IOException e) {
                    Failures.report(command.commandLine().getErr(), Failures.reason(e), e, verbose);
                    failed = true;
                }
            }
        }
        return failed ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    @SuppressWarnings("try") // the detector is closed after the pictures
    private int stylizePhotos(List<Path> named) throws IOException {
        check(named);
        PhotoFiles photos = PhotoFiles.of(named);
        PrintWriter err = command.commandLine().getErr();
        photos.failures().forEach(line -> err.println("animegan: " + Failures.oneLine(line)));
        if (photos.photos().isEmpty()) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (!quiet) {
            output.doubt(arguments).ifPresent(line -> err.println("animegan: " + Failures.oneLine(line)));
        }
        Summary summary = new Summary();
        summary.addFailed(photos.failures().size());
        boolean anyFolder = photos.photos().stream().anyMatch(FoundPhoto::inFolder);
        Optional<FaceDetector> detector = faces.detector(report.isWanted());
        try (FaceDetector closing = detector.orElse(null)) {
            AnimeGanBuilder builder = picture.configure(generator.builder(Map.of()));
            detector.ifPresent(found -> faces.configure(builder, found));
            resources.configure(builder, resources.cache());
            RunJournal journal = new RunJournal(anyFolder ? description(builder) : "");
            List<Job> jobs = output.jobs(photos, journal);
            List<Job> left =
                    jobs.stream().filter(job -> !output.skips(job, journal)).toList();
            summary.addSkipped(jobs.size() - left.size());
            if (!left.isEmpty()) {
                stylize(builder, detector, left, journal, summary);
            }
        }
        if (anyFolder && !quiet && !json) {
            summary.print(command.commandLine().getOut());
        }
        return summary.anyFailed() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private void check(List<Path> named) {
        if (named.isEmpty()) {
            throw usage("no photo given; animegan --help tells more");
        }
        requireNoMisspeltCommand(named.get(0));
        output.check(named);
        generator.check();
        picture.check();
        faces.check();
        report.check(output.isPiped(named) || named.stream().anyMatch(StandardStreams::isInput), picture.isComparing());
        resources.check();
    }

    private void requireNoMisspeltCommand(Path first) {
        String word = first.toString();
        if (word.matches("[A-Za-z]+") && !Files.exists(first)) {
            NearestName.of(word, Main.commandNames()).ifPresent(name -> {
                throw usage(word + ": no such file, folder or command; did you mean " + name + "?");
            });
        }
    }

    /** All that a picture's file depends on besides the photo. Steps that were parsed have a description, hence settings. */
    private String description(AnimeGanBuilder builder) {
        return String.join(
                "; ",
                builder.settings().orElseThrow().toString(),
                generator.description(),
                output.description(),
                "report=" + report.isWanted());
    }

    @SuppressWarnings("try") // an interruption is told of as long as the resource is there
    private void stylize(
            AnimeGanBuilder builder,
            Optional<FaceDetector> detector,
            List<Job> jobs,
            RunJournal journal,
            Summary summary)
            throws IOException {
        try (PictureReports reports = report.reports(detector).orElse(null);
                AnimeGan gan = generator.start(builder);
                ProgressDisplay display =
                        ProgressDisplay.of(jobs.size(), command.commandLine().getErr(), verbose, quiet || json)) {
            PhotoTask task = new PhotoTask(gan, output, journal, reports);
            try (Interruption interruption =
                    Interruption.tellOf(summary, jobs.size(), jobs.stream().allMatch(Job::inFolder))) {
                ParallelJobs.run(
                        jobs,
                        resources.jobs(),
                        task,
                        job -> display.begin(job.photo()),
                        outcome -> report(outcome, display, summary));
            }
        }
    }

    private void report(Outcome outcome, ProgressDisplay display, Summary summary) {
        if (json) {
            (output.isPiped(arguments)
                            ? command.commandLine().getErr()
                            : command.commandLine().getOut())
                    .println(ResultLine.of(outcome));
        }
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
