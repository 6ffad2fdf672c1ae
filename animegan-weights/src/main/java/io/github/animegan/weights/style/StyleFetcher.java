package io.github.animegan.weights.style;

import io.github.animegan.weights.style.DetectorEntry.DetectorFile;
import io.github.animegan.weights.style.StyleSource.Fetchable;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the styles of others, each only when it is told to and once its licence is accepted.
 *
 * <pre>{@code
 * StyleLibrary library = StyleLibrary.standard();
 * CatalogEntry paprika = library.catalog().get("paprika");
 * // ... show paprika.licence() to somebody who says yes ...
 * StyleFetcher.of(library).fetch("paprika", paprika.licence(), (bytes, total) -> {});
 * AnimeGan gan = AnimeGan.create("paprika");
 * }</pre>
 *
 * <p>A file gets its name only once its content is what the catalogue says. Until then it is beside it as {@code .part}: what an
 * interrupted fetch leaves there is where the next one goes on. Any number of threads and processes may fetch into one folder:
 * those that want the same style wait for the first, and take what it fetched. Redirects are followed, but from https to https only.
 */
public final class StyleFetcher {
    private final StyleLibrary library;
    private final @Nullable URI mirror;
    private final Download download;

    private StyleFetcher(Builder builder) {
        this.library = builder.library;
        this.mirror = builder.mirror;
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL) // never from https to http
                .connectTimeout(builder.timeout);
        Optional.ofNullable(builder.proxy).ifPresent(client::proxy);
        this.download = new Download(client.build(), builder.timeout);
    }

    /**
     * {@return a fetcher with the defaults of {@link Builder}}
     *
     * @param library whose folder gets the files
     */
    public static StyleFetcher of(StyleLibrary library) {
        return builder(library).build();
    }

    /**
     * Starts a fetcher into that library's folder.
     *
     * @param library whose folder gets the files
     * @return a builder with its defaults
     */
    public static Builder builder(StyleLibrary library) {
        return new Builder(library);
    }

    /** Collects what a fetcher should be like. */
    public static final class Builder {
        private static final Duration TIMEOUT = Duration.ofSeconds(30);

        private final StyleLibrary library;
        private @Nullable URI mirror;
        private @Nullable ProxySelector proxy;
        private Duration timeout = TIMEOUT;

        private Builder(StyleLibrary library) {
            this.library = library;
        }

        /**
         * Another server, which has the files at this address followed by their path at their own server; none unless set.
         *
         * @param base an address of http or https, of which a path may be part
         * @return this builder
         * @throws IllegalArgumentException if it is no address of http or https
         */
        public Builder mirror(URI base) {
            String scheme = base.getScheme();
            if (!("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme)) || base.getHost() == null) {
                throw new IllegalArgumentException("mirror(" + base + "): expected http://... or https://...");
            }
            this.mirror = base;
            return this;
        }

        /**
         * Which proxy to take; {@link ProxySelector#getDefault} unless set, which the JVM's properties configure.
         *
         * @param selector asked for each address
         * @return this builder
         */
        public Builder proxy(ProxySelector selector) {
            this.proxy = selector;
            return this;
        }

        /**
         * How long to wait for a connection, for an answer, and for each piece of it; 30 seconds unless set.
         *
         * @param longest above zero
         * @return this builder
         */
        public Builder timeout(Duration longest) {
            if (longest.isZero() || longest.isNegative()) {
                throw new IllegalArgumentException("timeout(" + longest + "): more than nothing");
            }
            this.timeout = longest;
            return this;
        }

        /** {@return the fetcher; this builder may be used on} */
        public StyleFetcher build() {
            return new StyleFetcher(this);
        }
    }

    /**
     * Fetches a style unless it is there already; there is then no network traffic.
     *
     * @param name of a style that is fetched, not built in
     * @param accepted the licence that the user has accepted, which must be the style's
     * @param listener told how far the fetch is
     * @return the checkpoint's file
     * @throws IllegalArgumentException if the catalogue has no such style, it is a built-in one, or the licence is another
     * @throws IOException if it cannot be fetched, in one line that names the address
     * @throws InterruptedException if this thread was interrupted; what was fetched is kept for the next attempt
     */
    public Path fetch(String name, Licence accepted, FetchListener listener) throws IOException, InterruptedException {
        CatalogEntry entry = library.catalog().get(name);
        if (!(entry.source() instanceof Fetchable source)) {
            throw new IllegalArgumentException("the style '" + name + "' is built in, there is nothing to fetch");
        }
        requireAccepted(name, entry.licence(), accepted);
        Path file = library.file(entry, source);
        fetchUnlessRight(source, library.folder(), file, listener);
        return file;
    }

    /**
     * Fetches the files of a detector of faces unless they are there already.
     *
     * @param entry of the library's catalogue
     * @param accepted the licence that the user has accepted, which must be the detector's
     * @param listener told how far the fetch is, file by file
     * @return the folder of its files
     * @throws IllegalArgumentException if the licence is another
     * @throws IOException if a file cannot be fetched, in one line that names the address
     * @throws InterruptedException if this thread was interrupted; what was fetched is kept for the next attempt
     */
    public Path fetch(DetectorEntry entry, Licence accepted, FetchListener listener)
            throws IOException, InterruptedException {
        requireAccepted(entry.name(), entry.licence(), accepted);
        Path folder = library.folder(entry);
        for (DetectorFile file : entry.files()) {
            fetchUnlessRight(file.source(), folder, folder.resolve(file.name()), listener);
        }
        return folder;
    }

    private static void requireAccepted(String name, Licence licence, Licence accepted) {
        if (!accepted.equals(licence)) {
            String other =
                    accepted.name().equals(licence.name()) ? "one of that name with other terms" : accepted.name();
            throw new IllegalArgumentException(
                    "the licence of '" + name + "' is " + licence.name() + ", accepted was " + other);
        }
    }

    private void fetchUnlessRight(Fetchable source, Path folder, Path file, FetchListener listener)
            throws IOException, InterruptedException {
        if (isRight(file, source)) {
            return;
        }
        Files.createDirectories(folder);
        FetchLock.holding(folder, String.valueOf(file.getFileName()), () -> {
            if (!isRight(file, source)) { // somebody else may have fetched it meanwhile
                fetch(source, file, listener);
            }
        });
    }

    private void fetch(Fetchable source, Path file, FetchListener listener) throws IOException, InterruptedException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        if (!isRight(part, source)) {
            URI address = address(source);
            download.fetch(address, part, source.maxBytes(), listener);
            String id = GitBlob.of(part);
            if (!id.equals(source.gitBlob())) {
                Files.delete(part);
                throw new IOException(address + ": not the content that the catalogue names (git blob id " + id
                        + ", expected " + source.gitBlob() + "); it was removed");
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isRight(Path file, Fetchable source) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) <= source.maxBytes()
                && GitBlob.of(file).equals(source.gitBlob());
    }

    private URI address(Fetchable source) {
        if (mirror == null) {
            return source.url();
        }
        String base = mirror.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + source.url().getRawPath());
    }
}
