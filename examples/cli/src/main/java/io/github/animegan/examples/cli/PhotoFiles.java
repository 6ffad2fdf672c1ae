package io.github.animegan.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The photos that the arguments stand for: each once, folders replaced by the pictures in them. */
final class PhotoFiles {
    /** Also kinds that cannot be read: somebody with a folder of them should be told, not see them passed over. */
    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "png", "webp", "gif", "bmp", "tif", "tiff", "heic", "heif", "avif");

    private static final Pattern OWN_OUTPUT = Pattern.compile(".*-anime(-\\d+)?\\.[^.]+", Pattern.CASE_INSENSITIVE);

    private final Map<Path, Path> byRealPath = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    private PhotoFiles() {}

    static PhotoFiles of(List<Path> arguments) {
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
    List<Path> photos() {
        return List.copyOf(byRealPath.values());
    }

    /** A line for each argument that stands for no photo. */
    List<String> failures() {
        return failures;
    }

    /** Whether that file is one of the photos, by whatever path. */
    boolean contains(Path file) {
        try {
            return Files.exists(file) && byRealPath.containsKey(file.toRealPath());
        } catch (IOException e) {
            return false; // no such file any more
        }
    }

    static String extension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    static boolean hasPictureExtension(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.lastIndexOf('.') > 0 && EXTENSIONS.contains(extension(file));
    }

    private void add(Path argument) throws IOException {
        if (!Files.isDirectory(argument)) {
            addPhoto(argument);
            return;
        }
        List<Path> pictures;
        try (Stream<Path> files = Files.list(argument)) {
            pictures = files.filter(PhotoFiles::isPhotoInFolder).sorted().toList();
        }
        if (pictures.isEmpty()) {
            failures.add(argument + ": no photos in this folder");
        }
        for (Path picture : pictures) {
            addPhoto(picture);
        }
    }

    private void addPhoto(Path photo) throws IOException {
        byRealPath.putIfAbsent(photo.toRealPath(), photo);
    }

    private static boolean isPhotoInFolder(Path file) {
        String name = String.valueOf(file.getFileName());
        return hasPictureExtension(file)
                && !name.startsWith(".")
                && !OWN_OUTPUT.matcher(name).matches()
                && Files.isRegularFile(file);
    }
}
