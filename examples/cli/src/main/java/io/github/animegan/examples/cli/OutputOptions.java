package io.github.animegan.examples.cli;

import io.github.animegan.image.io.PhotoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the pictures go, and as what. */
final class OutputOptions {
    private static final int DEFAULT_QUALITY = 92;

    /** The kinds of files that are written. */
    enum Format {
        PNG,
        JPG
    }

    /** A photo and the file its picture goes to. */
    record Job(Path photo, Path output) {}

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "A picture's file (.png, .jpg) for one photo, otherwise a folder, made if it is missing."
                    + " Default: PHOTO-anime.png beside each photo.")
    private @Nullable Path out;

    @Option(names = "--format", paramLabel = "FORMAT", description = "png or jpg. Default: as OUT ends, else png.")
    private @Nullable Format format;

    @Option(names = "--quality", paramLabel = "Q", description = "Of a JPEG, from 1 to 100. Default: 92.")
    private @Nullable Integer quality;

    /**
     * Checks what can be checked before any work.
     *
     * @throws ParameterException if options contradict each other or are out of range
     */
    void check(List<Path> arguments) {
        if (quality != null && (quality < 1 || quality > 100)) {
            throw usage("--quality must be from 1 to 100, not " + quality);
        }
        if (out != null && isFile(out)) {
            checkFile(out, arguments);
        }
        if (quality != null && resultingFormat() == Format.PNG) {
            throw usage("--quality is for JPEG: add --format jpg");
        }
    }

    private void checkFile(Path file, List<Path> arguments) {
        Format named = switch (PhotoFiles.extension(file)) {
            case "png" -> Format.PNG;
            case "jpg", "jpeg" -> Format.JPG;
            default -> throw usage("pictures are written as .png or .jpg, not as " + file);
        };
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

    private boolean isFile(Path path) {
        return !Files.isDirectory(path) && PhotoFiles.hasPictureExtension(path);
    }

    private Format resultingFormat() {
        if (format != null) {
            return format;
        }
        return out != null && isFile(out) && !PhotoFiles.extension(out).equals("png") ? Format.JPG : Format.PNG;
    }

    PhotoWriter writer() {
        return resultingFormat() == Format.PNG
                ? PhotoWriter.png()
                : PhotoWriter.jpeg((quality == null ? DEFAULT_QUALITY : quality) / 100.0);
    }

    /**
     * A file for each photo, none of which is a photo of this call or another's picture: where names collide, they get
     * numbers. Makes the folder for them.
     */
    List<Job> jobs(PhotoFiles photos) throws IOException {
        if (out != null && isFile(out)) {
            Path file = out;
            return photos.photos().stream().map(photo -> new Job(photo, file)).toList();
        }
        if (out != null) {
            try {
                Files.createDirectories(out);
            } catch (IOException e) {
                throw Failures.of(out, e);
            }
        }
        List<Job> jobs = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Path photo : photos.photos()) {
            Path picture = picture(photo, 1);
            for (int i = 2; photos.contains(picture) || !taken.add(identity(picture)); i++) {
                picture = picture(photo, i);
            }
            jobs.add(new Job(photo, picture));
        }
        return jobs;
    }

    private Path picture(Path photo, int number) {
        String name = String.valueOf(photo.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String picture = stem + "-anime" + (number == 1 ? "" : "-" + number) + "."
                + resultingFormat().name().toLowerCase(Locale.ROOT);
        return out == null ? photo.resolveSibling(picture) : out.resolve(picture);
    }

    /** Some file systems take names that differ in case for the same. */
    private static String identity(Path file) {
        return file.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
