package io.github.animegan.face;

import io.github.animegan.image.io.PhotoReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The photos and weights that lie beside the checkout where the project is developed. */
final class SharedPhotos {
    static final Path FOLDER = find();

    private SharedPhotos() {}

    /** For {@code @EnabledIf}. */
    static boolean isPresent() {
        return Files.isDirectory(FOLDER.resolve("photos"));
    }

    /** The photo of that path in the folder of photos. */
    static BufferedImage photo(String name) {
        try {
            return PhotoReader.create().read(FOLDER.resolve("photos").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("shared/photos"))) {
            folder = folder.getParent();
        }
        return folder.resolve("shared");
    }
}
