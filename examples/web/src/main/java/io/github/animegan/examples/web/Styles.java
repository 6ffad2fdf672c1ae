package io.github.animegan.examples.web;

import io.github.animegan.AnimeGan;
import io.github.animegan.AnimeGanBuilder;
import io.github.animegan.StylePool;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FacePolicy;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The styles that can be used here, and their generators. */
final class Styles implements AutoCloseable {
    private static final int MOST_IDLE = 12;
    /** What an idle generator keeps of the heap: its weights as they are and as its backend wants them; measured. */
    private static final long IDLE_BYTES = 64L << 20;
    /** The part of the heap for generators that nobody uses. */
    private static final int IDLE_SHARE = 8;

    private final StyleLibrary library = StyleLibrary.standard();
    private final FaceFinder faces;
    private final StylePool pool;

    /**
     * Without generators yet.
     *
     * @param faceWeights those of MTCNN; null for those that were fetched, if any were
     * @param memoryLimit what one picture may take of the heap
     * @throws IOException if these are no such weights
     */
    Styles(int threads, @Nullable Path faceWeights, long memoryLimit) throws IOException {
        this.faces = new FaceFinder(library, faceWeights, threads);
        long idle = Runtime.getRuntime().maxMemory() / IDLE_SHARE / IDLE_BYTES;
        this.pool = StylePool.of(threads, (int) Math.max(1, Math.min(MOST_IDLE, idle)), settings -> {
            AnimeGanBuilder builder = AnimeGan.builder(settings).memoryLimit(memoryLimit);
            return settings.faces() == FacePolicy.OFF
                    ? builder
                    : builder.faces(FaceDrawing.of(faces.detector().orElseThrow(), settings.faces()));
        });
    }

    /** The styles that can be used now, the default first. */
    List<CatalogEntry> styles() {
        return library.catalog().entries().stream()
                .filter(entry -> library.availability(entry) != Availability.FETCHABLE)
                .toList();
    }

    String standard() {
        return library.catalog().builtIn().get(0).name();
    }

    boolean has(String style) {
        return library.catalog()
                .find(style)
                .filter(entry -> library.availability(entry) != Availability.FETCHABLE)
                .isPresent();
    }

    /** The catalogue's word on a style that there is. */
    CatalogEntry entry(String style) {
        return library.catalog().get(style);
    }

    /** What of faces can be asked for here, {@code OFF} first; nothing else without weights that find them. */
    List<FacePolicy> faces() {
        return faces.detector().isPresent()
                ? List.of(FacePolicy.OFF, FacePolicy.AUTO, FacePolicy.ALL, FacePolicy.ONLY)
                : List.of(FacePolicy.OFF);
    }

    /** All that pictures of these options depend on besides the photo and the options themselves: whose weights draw and find faces. */
    String sources(PictureOptions options) {
        String style = entry(options.style()).source().toString();
        return options.faces() == FacePolicy.OFF
                ? style
                : style + "\n" + faces.detector().map(FaceDetector::description).orElse("");
    }

    /** The kind of picture by which is noted how long pictures take. */
    String kind(PictureOptions options) {
        return entry(options.style()).architecture() + " " + options.faces();
    }

    byte[] thumbnail(String style) throws IOException {
        CatalogEntry entry = library.catalog().find(style).orElseThrow(() -> Problem.notFound("No such style."));
        return library.catalog()
                .thumbnail(entry)
                .orElseThrow(() -> Problem.notFound("The style " + entry.name() + " has no thumbnail."));
    }

    /** Lends the generator for pictures of these options; their size, strength and format are not its affair. */
    <T> T use(PictureOptions options, Function<AnimeGan, T> work) {
        return pool.use(options.settings(), work);
    }

    /** Lets generators go that nobody uses, for a picture that needs their memory. */
    void closeIdle() {
        pool.closeIdle();
    }

    @Override
    public void close() {
        pool.close();
        faces.close();
    }
}
