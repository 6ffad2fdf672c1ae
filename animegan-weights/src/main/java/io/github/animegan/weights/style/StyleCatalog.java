package io.github.animegan.weights.style;

import io.github.animegan.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The styles there are: this project's own, whose checkpoints lie beside the catalogue, and official ones of others, of which
 * it only knows where they are, what their licence is and how to tell that a file is the right one. Reading it touches no network.
 * Immutable.
 */
public final class StyleCatalog {
    private static final String FILE = "catalog.json";
    private static final String RESOURCES = "/io/github/animegan/weights/styles/";
    private static final int MAX_FILE_BYTES = 64 << 20;

    /** Opens the files of a catalogue. */
    private interface Folder {
        InputStream open(String file) throws IOException;
    }

    private final List<CatalogEntry> entries;
    private final List<DetectorEntry> detectors;
    private final Folder folder;

    private StyleCatalog(Folder folder) throws IOException {
        this.folder = folder;
        CatalogReader.Content content = CatalogReader.read(bytes(folder, FILE));
        this.entries = content.styles();
        this.detectors = content.detectors();
    }

    /** {@return the catalogue of this library} */
    public static StyleCatalog standard() {
        try {
            return new StyleCatalog(StyleCatalog::resource);
        } catch (IOException e) {
            throw new UncheckedIOException("this library's jar is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * A catalogue of one's own: a folder with a {@code catalog.json} in the form of this library's, and the files it names.
     *
     * @param folder which must stay as long as the catalogue is used
     * @return the catalogue
     * @throws IOException if it cannot be read or is malformed
     */
    public static StyleCatalog read(Path folder) throws IOException {
        return new StyleCatalog(file -> Files.newInputStream(folder.resolve(file)));
    }

    /** {@return all styles, in the catalogue's order} */
    public List<CatalogEntry> entries() {
        return entries;
    }

    /** {@return the styles that need nothing else; the first is the default} */
    public List<CatalogEntry> builtIn() {
        return entries.stream()
                .filter(entry -> entry.source() instanceof StyleSource.BuiltIn)
                .toList();
    }

    /** {@return what finds faces, in the catalogue's order} */
    public List<DetectorEntry> detectors() {
        return detectors;
    }

    /**
     * {@return the detector of that name}
     *
     * @param name of the detector, not of a style
     */
    public Optional<DetectorEntry> findDetector(String name) {
        return detectors.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * {@return the style of that name}
     *
     * @param name of a style
     */
    public Optional<CatalogEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /**
     * {@return the style of a name that must be known}
     *
     * @param name of a style
     * @throws IllegalArgumentException if no style has it; the message lists those there are
     */
    public CatalogEntry get(String name) {
        return find(name).orElseThrow(() -> {
            String known = entries.stream().map(CatalogEntry::name).collect(Collectors.joining(", "));
            return new IllegalArgumentException("no style is called '" + name + "'; there are " + known);
        });
    }

    /**
     * {@return a small JPEG picture in that style, if there is one}
     *
     * @param entry of this catalogue
     * @throws IOException if the picture cannot be read
     */
    public Optional<byte[]> thumbnail(CatalogEntry entry) throws IOException {
        return entry.thumbnail().isPresent()
                ? Optional.of(bytes(folder, entry.thumbnail().get()))
                : Optional.empty();
    }

    /** The checkpoint of a built-in style, verified. */
    byte[] checkpoint(StyleSource.BuiltIn source) throws IOException {
        byte[] content = bytes(folder, source.file());
        String actual = Sha256.of(content);
        if (!actual.equals(source.sha256())) {
            throw new IOException(
                    source.file() + ": its SHA-256 is " + actual + ", the catalogue says " + source.sha256());
        }
        return content;
    }

    private static byte[] bytes(Folder folder, String file) throws IOException {
        try (InputStream in = folder.open(file)) {
            byte[] content = in.readNBytes(MAX_FILE_BYTES);
            if (in.read() >= 0) {
                throw new IOException(file + ": more than " + MAX_FILE_BYTES + " bytes");
            }
            return content;
        }
    }

    private static InputStream resource(String file) throws IOException {
        InputStream in = StyleCatalog.class.getResourceAsStream(RESOURCES + file);
        if (in == null) {
            throw new NoSuchFileException(RESOURCES + file);
        }
        return in;
    }
}
