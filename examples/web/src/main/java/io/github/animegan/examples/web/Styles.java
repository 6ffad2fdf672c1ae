package io.github.animegan.examples.web;

import io.github.animegan.AnimeGan;
import io.github.animegan.StylePool;
import io.github.animegan.examples.web.http.Problem;
import io.github.animegan.weights.style.CatalogEntry;
import io.github.animegan.weights.style.StyleLibrary;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** The styles that can be used here, and their generators. */
final class Styles implements AutoCloseable {
    private static final int MOST_IDLE = 12;

    private final StyleLibrary library = StyleLibrary.standard();
    private final StylePool pool;

    /** @param memoryLimit what one picture may take of the heap */
    Styles(int threads, long memoryLimit) {
        this.pool = StylePool.of(
                threads, MOST_IDLE, settings -> AnimeGan.builder(settings).memoryLimit(memoryLimit));
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

    byte[] thumbnail(String style) throws IOException {
        CatalogEntry entry = library.catalog().find(style).orElseThrow(() -> Problem.notFound("No such style."));
        return library.catalog()
                .thumbnail(entry)
                .orElseThrow(() -> Problem.notFound("The style " + entry.name() + " has no thumbnail."));
    }

    /** Lends the generator for pictures of these options; their strength and format are not its affair. */
    <T> T use(PictureOptions options, Function<AnimeGan, T> work) {
        return pool.use(options.settings(), work);
    }

    @Override
    public void close() {
        pool.close();
    }
}
