package io.github.animegan.weights.style;

import io.github.animegan.Style;
import io.github.animegan.face.mtcnn.MtcnnWeights;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.weights.Checkpoints;
import io.github.animegan.weights.face.MtcnnFiles;
import io.github.animegan.weights.style.DetectorEntry.DetectorFile;
import io.github.animegan.weights.style.StyleSource.BuiltIn;
import io.github.animegan.weights.style.StyleSource.Fetchable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The styles of a catalogue, loaded: built-in ones from beside it, others from the folder that {@link StyleFetcher} puts them into.
 * Never goes to the network. Immutable.
 */
public final class StyleLibrary {
    /** How soon a style can be had. */
    public enum Availability {
        /** Comes with the catalogue. */
        BUILT_IN,
        /** Lies in the folder. */
        FETCHED,
        /** {@link StyleFetcher} can get it. */
        FETCHABLE
    }

    private static final int SHOWN_PIN = 12;
    private static final String MTCNN = "mtcnn";

    private final StyleCatalog catalog;
    private final Path folder;

    private StyleLibrary(StyleCatalog catalog, Path folder) {
        this.catalog = catalog;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** {@return this library's catalogue and the user's cache folder} */
    public static StyleLibrary standard() {
        return of(StyleCatalog.standard(), CacheFolder.ofUser().resolve("styles"));
    }

    /**
     * {@return a library of a catalogue, and of a folder for what is fetched, which need not exist yet}
     *
     * @param catalog of styles and detectors
     * @param folder made when something is fetched
     */
    public static StyleLibrary of(StyleCatalog catalog, Path folder) {
        return new StyleLibrary(catalog, folder);
    }

    /** {@return what styles there are} */
    public StyleCatalog catalog() {
        return catalog;
    }

    /** {@return where fetched styles lie} */
    public Path folder() {
        return folder;
    }

    /**
     * {@return how soon that style can be had; looks into the folder and nowhere else}
     *
     * @param entry of this library's catalogue
     */
    public Availability availability(CatalogEntry entry) {
        if (entry.source() instanceof Fetchable source) {
            return Files.isRegularFile(file(entry, source)) ? Availability.FETCHED : Availability.FETCHABLE;
        }
        return Availability.BUILT_IN;
    }

    /**
     * Loads a style; its content is compared with what the catalogue says first.
     *
     * @param name of a style of the catalogue
     * @return the style, with its canvas and flatness
     * @throws IllegalArgumentException if the catalogue has no such style
     * @throws IOException if it has to be fetched first, or is damaged
     */
    public Style load(String name) throws IOException {
        CatalogEntry entry = catalog.get(name);
        StateDict weights = entry.source() instanceof Fetchable source
                ? Checkpoints.read(fetched(entry, source), file(entry, source).toString())
                : Checkpoints.read(catalog.checkpoint((BuiltIn) entry.source()), name);
        StateDict complete = entry.upsampling().map(mode -> mode.in(weights)).orElse(weights);
        return new Style(name, complete, entry.canvas(), entry.flatness());
    }

    private byte[] fetched(CatalogEntry entry, Fetchable source) throws IOException {
        Path file = file(entry, source);
        byte[] content;
        try {
            if (Files.size(file) > source.maxBytes()) {
                throw new IOException(file + ": larger than the " + source.maxBytes() + " bytes of the catalogue");
            }
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "the style '" + entry.name() + "' has to be fetched first: animegan fetch " + entry.name(), e);
        }
        requirePin(file, GitBlob.of(content), source);
        return content;
    }

    /**
     * {@return how soon that detector can be had; looks into the folder and nowhere else}
     *
     * @param entry of this library's catalogue
     */
    public Availability availability(DetectorEntry entry) {
        return entry.files().stream()
                        .allMatch(file -> Files.isRegularFile(folder(entry).resolve(file.name())))
                ? Availability.FETCHED
                : Availability.FETCHABLE;
    }

    /**
     * Loads MTCNN's weights, as fetched; their content is compared with what the catalogue says first.
     *
     * @return the weights of its three networks
     * @throws IOException if the catalogue has none, or they have to be fetched first, or are damaged
     */
    public MtcnnWeights mtcnn() throws IOException {
        DetectorEntry entry = catalog.findDetector(MTCNN)
                .orElseThrow(() -> new IOException("this catalogue has no detector of faces called " + MTCNN));
        if (availability(entry) != Availability.FETCHED) {
            throw new IOException(
                    "faces are found by MTCNN, whose weights have to be fetched first: animegan fetch " + MTCNN);
        }
        for (DetectorFile file : entry.files()) {
            Path path = folder(entry).resolve(file.name());
            if (Files.size(path) > file.source().maxBytes()) {
                throw new IOException(
                        path + ": larger than the " + file.source().maxBytes() + " bytes of the catalogue");
            }
            requirePin(path, GitBlob.of(path), file.source());
        }
        return MtcnnFiles.read(folder(entry));
    }

    /** Where the files of a detector lie. */
    Path folder(DetectorEntry entry) {
        return folder.resolve(entry.name());
    }

    /** Named after its content, too: should the catalogue's pin change, an older file is not taken for it. */
    Path file(CatalogEntry entry, Fetchable source) {
        return folder.resolve(entry.name() + "-" + source.gitBlob().substring(0, SHOWN_PIN) + ".pt");
    }

    static void requirePin(Path file, String actual, Fetchable source) throws IOException {
        if (!actual.equals(source.gitBlob())) {
            throw new IOException(file + ": not the content that the catalogue names: git blob id " + actual
                    + ", expected " + source.gitBlob());
        }
    }
}
