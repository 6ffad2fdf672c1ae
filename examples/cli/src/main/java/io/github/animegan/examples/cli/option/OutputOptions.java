package io.github.animegan.examples.cli.option;

import io.github.animegan.StylizeOptions;
import io.github.animegan.examples.cli.console.Failures;
import io.github.animegan.examples.cli.file.Job;
import io.github.animegan.examples.cli.file.PhotoFiles;
import io.github.animegan.examples.cli.file.PhotoFiles.FoundPhoto;
import io.github.animegan.examples.cli.file.ResultNames;
import io.github.animegan.examples.cli.file.RunJournal;
import io.github.animegan.examples.cli.file.StandardStreams;
import io.github.animegan.image.io.PhotoWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the pictures go, and as what. */
public final class OutputOptions {
    private static final Set<String> JPEG = Set.of("jpg", "jpeg");
    private static final int DEFAULT_JPEG_QUALITY = 92;
    private static final int DEFAULT_WEBP_QUALITY = 85;

    /** The kinds of files that are written. */
    public enum Format {
        PNG,
        JPG,
        WEBP
    }

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description =
                    "A picture's file (.png, .jpg, .webp) for one photo, otherwise a folder, made if it is missing;"
                            + " in it, folders are as those of the photos. Default: PHOTO-anime.png beside each photo.")
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "png, jpg or webp. Default: as OUT ends, else png.")
    private @Nullable Format format;

    @Option(
            names = "--quality",
            paramLabel = "Q",
            description = "Of a JPEG or WebP, from 1 to 100. Default: 92, WebP 85.")
    private @Nullable Integer quality;

    @Option(names = "--lossless", description = "WebP that keeps every pixel.")
    private boolean lossless;

    @Option(
            names = "--keep-exif",
            description = "Keep what the camera noted, the place included; not its thumbnail, which shows the photo.")
    private boolean keepExif;

    @Option(
            names = "--overwrite",
            description =
                    "Make all pictures of a folder again. Default: skip those made of the same photos with the same"
                            + " options.")
    private boolean overwrite;

    /**
     * Checks what can be checked before any work.
     *
     * @throws ParameterException if options contradict each other or are out of range
     */
    public void check(List<Path> arguments) {
        boolean standardInput = arguments.stream().anyMatch(StandardStreams::isInput);
        if (standardInput && arguments.size() > 1) {
            throw usage("- is one photo from standard input: name no others beside it");
        }
        if (isPiped(arguments) && (arguments.size() > 1 || Files.isDirectory(arguments.get(0)))) {
            throw usage("-o - is for one photo");
        }
        if (quality != null && (quality < 1 || quality > 100)) {
            throw usage("--quality must be from 1 to 100, not " + quality);
        }
        if (out != null && isFile(out)) {
            checkFile(out, arguments);
        }
        if (quality != null && resultingFormat() == Format.PNG) {
            throw usage("--quality is for JPEG and WebP: add --format jpg or webp");
        }
        if (lossless && resultingFormat() != Format.WEBP) {
            throw usage("--lossless is for WebP: add --format webp");
        }
        if (lossless && quality != null) {
            throw usage("--quality and --lossless: which of them?");
        }
    }

    /** Whether the picture goes to standard output: said so, or not said otherwise where the photo comes from standard input. */
    public boolean isPiped(List<Path> arguments) {
        return out == null ? arguments.stream().anyMatch(StandardStreams::isInput) : StandardStreams.isOutput(out);
    }

    /** Whether an animation remains one there: neither a JPEG file nor standard output holds any. */
    public boolean holdsAnimations() {
        return format != Format.JPG
                && (out == null || (!StandardStreams.isOutput(out) && !JPEG.contains(PhotoFiles.extension(out))));
    }

    /** A line on what might not be meant: a folder that does not exist and has no slash at its end, for a single photo. */
    public Optional<String> doubt(List<Path> arguments) {
        boolean mayBeFile = out != null
                && !StandardStreams.isOutput(out)
                && !isFile(out)
                && !Files.exists(out)
                && arguments.size() == 1
                && !Files.isDirectory(arguments.get(0))
                && !isWrittenWithSlash(out);
        return mayBeFile
                ? Optional.of("-o " + out + " does not end with .png, .jpg or .webp: it is taken for a folder")
                : Optional.empty();
    }

    /** {@link Path} forgets slashes at the end. */
    private boolean isWrittenWithSlash(Path folder) {
        return command.commandLine().getParseResult().originalArgs().stream()
                .anyMatch(argument -> argument.endsWith(folder + "/") || argument.endsWith(folder + File.separator));
    }

    private void checkFile(Path file, List<Path> arguments) {
        Format named = formatOf(file);
        if (format != null && format != named) {
            throw usage("--format " + format.name().toLowerCase(Locale.ROOT) + " contradicts -o " + file);
        }
        if (arguments.size() > 1 || Files.isDirectory(arguments.get(0))) {
            throw usage("-o " + file + " is one file: give a folder for several photos");
        }
        if (PhotoFiles.of(arguments).contains(file)) {
            throw usage("-o " + file + " is the photo itself, which is never overwritten");
        }
    }

    /** What {@code -o} names. */
    public Optional<Path> target() {
        return Optional.ofNullable(out);
    }

    public boolean isOverwriting() {
        return overwrite;
    }

    private boolean isFile(Path path) {
        return !Files.isDirectory(path) && PhotoFiles.hasPictureExtension(path);
    }

    private Format formatOf(Path file) {
        return switch (PhotoFiles.extension(file)) {
            case "png" -> Format.PNG;
            case "jpg", "jpeg" -> Format.JPG;
            case "webp" -> Format.WEBP;
            default -> throw usage("pictures are written as .png, .jpg or .webp, not as " + file);
        };
    }

    private Format resultingFormat() {
        if (format != null) {
            return format;
        }
        return out != null && isFile(out) ? formatOf(out) : Format.PNG;
    }

    /** What writes the pictures. */
    public PhotoWriter writer() {
        return switch (resultingFormat()) {
            case PNG -> PhotoWriter.png();
            case JPG -> PhotoWriter.jpeg(fraction(DEFAULT_JPEG_QUALITY));
            case WEBP -> lossless ? PhotoWriter.webpLossless() : PhotoWriter.webp(fraction(DEFAULT_WEBP_QUALITY));
        };
    }

    public StylizeOptions stylizeOptions() {
        return StylizeOptions.defaults().keepExif(keepExif);
    }

    private double fraction(int defaultQuality) {
        return (quality == null ? defaultQuality : quality) / 100.0;
    }

    /** All of these options that a picture's file depends on. */
    public String description() {
        String kind = resultingFormat().name().toLowerCase(Locale.ROOT);
        return "format=%s; quality=%s; exif=%s"
                .formatted(kind, lossless ? "lossless" : quality == null ? "usual" : quality, keepExif);
    }

    /** Whether an earlier run did it, and this one shall not do it again. */
    public boolean skips(Job job, RunJournal made) {
        return !overwrite && job.inFolder() && made.isDone(job.photo(), job.output());
    }

    /**
     * A file for each photo, none of which is a photo of this call or another's picture, of this run or an earlier one: where
     * names collide, they get numbers. Makes the folder for them.
     */
    public List<Job> jobs(PhotoFiles photos, RunJournal made) throws IOException {
        writer().requireUsable();
        if (isPiped(photos.photos().stream().map(FoundPhoto::file).toList())) {
            return photos.photos().stream()
                    .map(photo -> new Job(photo.file(), StandardStreams.DASH, false))
                    .toList();
        }
        if (out != null && isFile(out)) {
            Path file = out;
            return photos.photos().stream()
                    .map(photo -> new Job(photo.file(), file, false))
                    .toList();
        }
        if (out != null) {
            try {
                Files.createDirectories(out);
                if (!Files.isWritable(out)) {
                    throw new AccessDeniedException(out.toString());
                }
            } catch (IOException e) {
                throw Failures.of(out, e);
            }
        }
        List<Job> jobs = new ArrayList<>();
        ResultNames names = new ResultNames();
        for (FoundPhoto photo : photos.photos()) {
            Path picture = picture(photo, 1);
            for (int i = 2;
                    photos.contains(picture)
                            || (photo.inFolder() && made.isOfAnother(photo.file(), picture))
                            || !names.take(picture);
                    i++) {
                picture = picture(photo, i);
            }
            jobs.add(new Job(photo.file(), picture, photo.inFolder()));
        }
        return jobs;
    }

    private Path picture(FoundPhoto photo, int number) {
        String name = StandardStreams.isInput(photo.file())
                ? "stdin"
                : String.valueOf(photo.file().getFileName());
        String picture = ResultNames.of(name, number, resultingFormat().name().toLowerCase(Locale.ROOT));
        return out == null
                ? photo.file().resolveSibling(picture)
                : out.resolve(photo.folder()).resolve(picture);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
