package io.github.animegan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The styles of all providers that there are. */
final class Styles {
    private static final String ARTIFACT = "io.github.animegan:animegan-weights";

    private final List<StyleProvider> providers;

    private Styles(List<StyleProvider> providers) {
        this.providers = providers;
    }

    /** The styles that this thread's class loader sees; where it sees none, as in threads of a pool, the styles beside this library. */
    static Styles find() {
        List<StyleProvider> providers = load(Thread.currentThread().getContextClassLoader());
        return new Styles(providers.isEmpty() ? load(Styles.class.getClassLoader()) : providers);
    }

    private static List<StyleProvider> load(ClassLoader loader) {
        return ServiceLoader.load(StyleProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    Style standard() {
        return get(names().stream().findFirst().orElseThrow(Styles::absent));
    }

    Style get(String name) {
        for (StyleProvider provider : providers) {
            Optional<Style> style = load(provider, name);
            if (style.isPresent()) {
                return style.get();
            }
        }
        if (providers.isEmpty()) {
            throw absent();
        }
        throw new IllegalArgumentException(
                "no style is called '" + name + "'; there are " + String.join(", ", names()));
    }

    private static Optional<Style> load(StyleProvider provider, String name) {
        try {
            return provider.load(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private List<String> names() {
        return providers.stream().flatMap(provider -> provider.names().stream()).toList();
    }

    private static IllegalStateException absent() {
        return new IllegalStateException("no style is on the class path: add the artifact " + ARTIFACT
                + ", or pass weights of your own to AnimeGan.of");
    }
}
