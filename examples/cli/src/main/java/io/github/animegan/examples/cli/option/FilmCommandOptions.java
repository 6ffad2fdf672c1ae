package io.github.animegan.examples.cli.option;

import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.file.PhotoFiles;
import io.github.animegan.examples.cli.file.ResultNames;
import io.github.animegan.video.Animations;
import io.github.animegan.video.FilmOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of films. */
public final class FilmCommandOptions {
    private static final Set<String> EXTENSIONS = Set.of(
            "mp4", "m4v", "mov", "qt", "mkv", "webm", "avi", "wmv", "flv", "ts", "mts", "m2ts", "mpg", "mpeg", "3gp",
            "ogv", "apng");

    /** May be one picture or many. */
    private static final Set<String> ANIMATIONS = Set.of("gif", "png", "webp");

    /** What a film of that kind is written as, unless something else is asked for. */
    private static final Set<String> WRITTEN = Set.of("mp4", "m4v", "mov", "mkv", "webm", "gif", "apng", "webp");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = "--crf",
            paramLabel = "N",
            description =
                    "How good the pictures are: the lower, the better and the larger the file. Default: 18 with H.264.")
    private @Nullable Integer crf;

    @Option(
            names = "--codec",
            paramLabel = "NAME",
            description = "h264, h265, vp9, av1 or mpeg4. Default: the first that ffmpeg has and the file may contain.")
    private @Nullable String codec;

    @Option(names = "--from", paramLabel = "TIME", description = "Begin there: seconds, 1:30 or 1:02:03.5.")
    private @Nullable Seconds from;

    @Option(names = "--to", paramLabel = "TIME", description = "End there.")
    private @Nullable Seconds to;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "A quick preview: draw one of N frames and show it until the next.")
    private @Nullable Integer every;

    @Option(
            names = "--smooth",
            paramLabel = "S",
            description = "How much flicker to take out, from 0 (every frame for itself) to below 1. Default: 0.7.")
    private @Nullable Double smooth;

    @Option(
            names = "--fps",
            paramLabel = "R",
            description = "The folder's pictures are the frames of a film, so many a second: 25 or 24000/1001.")
    private @Nullable String fps;

    @Option(names = "--frames", description = "Write a folder of pictures instead of a film.")
    private boolean frames;

    @Option(
            names = "--ffmpeg",
            paramLabel = "PATH",
            description = "The program ffmpeg, with ffprobe beside it. Default: as the system finds it.")
    private @Nullable Path ffmpeg;

    /**
     * Whether an argument is a film: by its name, or by its content where the name may be a photo's.
     *
     * @param mayBeAnimated whether an animation can be written as one; if not, it is the photo that it begins with
     */
    public boolean isFilm(Path argument, boolean mayBeAnimated) {
        if (Files.isDirectory(argument)) {
            return fps != null;
        }
        String extension = PhotoFiles.extension(argument);
        if (EXTENSIONS.contains(extension)) {
            return true;
        }
        try {
            return mayBeAnimated && ANIMATIONS.contains(extension) && Animations.isAnimation(argument);
        } catch (IOException e) {
            return false; // Whoever reads it will say it.
        }
    }

    /**
     * Checks that options of films have a film.
     *
     * @throws ParameterException if there are options of films but no film
     */
    public void requireFilm() {
        List<String> given = command.commandLine().getParseResult().matchedOptions().stream()
                .filter(FilmCommandOptions::isOfFilms)
                .map(OptionSpec::longestName)
                .sorted()
                .toList();
        if (!given.isEmpty()) {
            throw usage(
                    String.join(", ", given) + (given.size() == 1 ? " is" : " are") + " for films, and none was given");
        }
    }

    /** Whether an option is one of these. */
    public static boolean isOfFilms(OptionSpec option) {
        return option.userObject() instanceof Field field && field.getDeclaringClass() == FilmCommandOptions.class;
    }

    /**
     * The options for the library.
     *
     * @throws ParameterException if a value is out of its range
     */
    public FilmOptions options(boolean compare, boolean overwrite) {
        FilmOptions options = FilmOptions.defaults().sideBySide(compare).resume(!overwrite);
        try {
            options = ffmpeg == null ? options : options.ffmpeg(ffmpeg);
            options = crf == null ? options : options.crf(crf);
            options = codec == null ? options : options.codec(codec);
            options = to == null ? options : options.to(to.value());
            options = from == null ? options : options.from(from.value());
            options = every == null ? options : options.every(every);
            options = smooth == null ? options : options.smoothing(smooth);
            return fps == null ? options : options.frameRate(fps);
        } catch (IllegalArgumentException e) {
            throw usage(Failures.reason(e));
        }
    }

    /**
     * Where the results of films go, each to a file or folder of its own.
     *
     * @param out what {@code -o} says: a file, or a folder to put the films into
     * @throws ParameterException if it is one file and there are several films
     */
    public List<Path> targets(List<Path> films, Optional<Path> out) {
        if (out.isPresent() && films.size() == 1 && (frames || !isFolder(out.get()))) {
            return List.of(out.get());
        }
        if (out.isPresent() && !frames && !isFolder(out.get())) {
            throw usage("-o " + out.get() + " is one file: give a folder for several films");
        }
        ResultNames names = new ResultNames();
        List<Path> targets = new ArrayList<>();
        for (Path film : films) {
            Path target = target(film, out, 1);
            for (int number = 2; !names.take(target); number++) {
                target = target(film, out, number);
            }
            targets.add(target);
        }
        return targets;
    }

    private static boolean isFolder(Path out) {
        return Files.isDirectory(out) || String.valueOf(out.getFileName()).lastIndexOf('.') <= 0;
    }

    private Path target(Path film, Optional<Path> out, int number) {
        Path place = film.toAbsolutePath().normalize();
        String extension = frames ? "" : kept(film, PhotoFiles.extension(film));
        String name = String.valueOf(place.getFileName());
        String result = Files.isDirectory(film)
                ? ResultNames.of(name + ".", number, extension) // a folder's name has no ending
                : ResultNames.of(name, number, extension);
        return out.map(folder -> folder.resolve(result))
                .orElseGet(() ->
                        Files.isDirectory(film) || frames ? place.resolveSibling(result) : film.resolveSibling(result));
    }

    private static String kept(Path film, String extension) {
        if (Files.isDirectory(film)) {
            return "mp4";
        }
        return extension.equals("png") ? "apng" : WRITTEN.contains(extension) ? extension : "mp4";
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
