package io.github.animegan.examples.cli.file;

import io.github.animegan.examples.cli.console.Failures;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The photos that the arguments stand for: each once, folders replaced by the pictures in them and in their folders. */
public final class PhotoFiles {
    /** Also kinds that cannot be read: somebody with a folder of them should be told, not see them passed over. */
    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl");

    private static final Pattern OWN_OUTPUT = Pattern.compile(".*-anime(-\\d+)?\\.[^.]+", Pattern.CASE_INSENSITIVE);

    /**
     * A photo.
     *
     * @param folder where it lies in the folder that was named; the empty path directly in it, or if no folder was named
     * @param inFolder whether one was
     */
    public record FoundPhoto(Path file, Path folder, boolean inFolder) {}

    private static final Path HERE = Path.of("");

    private final Map<Path, FoundPhoto> byRealPath = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    private PhotoFiles() {}

    public static PhotoFiles of(List<Path> arguments) {
        PhotoFiles photos = new PhotoFiles();
        for (Path argument : arguments) {
            try {
                photos.add(argument);
            } catch (IOException e) {
                photos.failures.add(Failures.line(argument, e));
            }
        }
        return photos;
    }

    /** The photos, as they were named. */
    public List<FoundPhoto> photos() {
        return List.copyOf(byRealPath.values());
    }

    /** A line for each argument that stands for no photo. */
    public List<String> failures() {
        return failures;
    }

    /** Whether that file is one of the photos, by whatever path. */
    public boolean contains(Path file) {
        try {
            return Files.exists(file) && byRealPath.containsKey(file.toRealPath());
        } catch (IOException e) {
            return false; // no such file any more
        }
    }

    public static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    public static boolean hasPictureExtension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.lastIndexOf('.') > 0 && EXTENSIONS.contains(extension(file));
    }

    private void add(Path argument) throws IOException {
        if (StandardStreams.isInput(argument)) {
            byRealPath.put(StandardStreams.DASH, new FoundPhoto(StandardStreams.DASH, HERE, false));
            return;
        }
        if (isPattern(argument)) {
            addMatches(argument);
            return;
        }
        if (!Files.isDirectory(argument)) {
            addPhoto(new FoundPhoto(argument, HERE, false));
            return;
        }
        FolderWalk walk = FolderWalk.of(argument, PhotoFiles::isPhotoInFolder);
        failures.addAll(walk.failures());
        if (walk.files().isEmpty() && walk.failures().isEmpty()) {
            failures.add(argument + ": no photos in this folder");
        }
        for (Path file : walk.files()) {
            Path folder = argument.relativize(file).getParent();
            addPhoto(new FoundPhoto(file, folder == null ? HERE : folder, true));
        }
    }

    /** Where no shell did it: Windows has none that does, and quotes keep others from it. */
    private static boolean isPattern(Path argument) {
        String name = String.valueOf(argument.getFileName());
        return (name.contains("*") || name.contains("?")) && !Files.exists(argument);
    }

    private void addMatches(Path pattern) throws IOException {
        Path folder = pattern.toAbsolutePath().getParent();
        List<Path> matches = new ArrayList<>();
        if (folder != null && Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
                files.forEach(file -> matches.add(pattern.resolveSibling(file.getFileName())));
            }
        }
        if (matches.isEmpty()) {
            failures.add(pattern + ": no file is called so");
        }
        Collections.sort(matches);
        for (Path file : matches) {
            add(file);
        }
    }

    private void addPhoto(FoundPhoto photo) throws IOException {
        byRealPath.putIfAbsent(photo.file().toRealPath(), photo);
    }

    private static boolean isPhotoInFolder(Path file) {
        String name = String.valueOf(file.getFileName());
        return hasPictureExtension(file)
                && !name.startsWith(".")
                && !OWN_OUTPUT.matcher(name).matches()
                && Files.isRegularFile(file);
    }
}
