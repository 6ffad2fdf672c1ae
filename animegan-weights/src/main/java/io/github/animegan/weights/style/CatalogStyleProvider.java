package io.github.animegan.weights.style;

import io.github.animegan.Style;
import io.github.animegan.StyleProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The styles of the {@linkplain StyleLibrary#standard standard library}, for {@link io.github.animegan.AnimeGan#create(String)}. */
public final class CatalogStyleProvider implements StyleProvider {
    private final StyleLibrary library = StyleLibrary.standard();

    /** For {@link java.util.ServiceLoader}: reads the catalogue, and no weights yet. */
    public CatalogStyleProvider() {}

    @Override
    public List<String> names() {
        return library.catalog().builtIn().stream().map(CatalogEntry::name).toList();
    }

    @Override
    public Optional<Style> load(String name) throws IOException {
        return library.catalog().find(name).isPresent() ? Optional.of(library.load(name)) : Optional.empty();
    }
}
