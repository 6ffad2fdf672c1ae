package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The style {@code remote}, what its file should be, and the folder that it is fetched into. */
final class FetchFixture {
    /** Where nobody listens. */
    static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    static final FetchListener SILENT = (bytes, total) -> {};

    private final Path folder;
    private final Path cache;
    private final byte[] content;
    private final Licence licence;

    /** Makes the style in an empty folder. */
    FetchFixture(Path folder) throws IOException {
        this.folder = folder;
        this.cache = folder.resolve("cache").resolve("styles");
        this.content = TestStyles.checkpoint(folder, 1);
        this.licence = licence(library(NOWHERE));
    }

    byte[] content() {
        return content;
    }

    /** As much of its start as an interrupted fetch may have got. */
    byte[] start(int length) {
        return Arrays.copyOf(content, length);
    }

    /** Another checkpoint of the same size. */
    byte[] otherContent() throws IOException {
        return TestStyles.checkpoint(folder, 2);
    }

    StyleLibrary library(URI server) throws IOException {
        return StyleLibrary.of(TestStyles.catalog(folder, content, content, server), cache);
    }

    /** What its user has to accept. */
    Licence licence() {
        return licence;
    }

    StyleFetcher.Builder fetcher(URI server) throws IOException {
        return StyleFetcher.builder(library(server)).timeout(Duration.ofSeconds(20));
    }

    Path fetch(StyleFetcher.Builder fetcher) throws IOException, InterruptedException {
        return fetcher.build().fetch("remote", licence, SILENT);
    }

    Path fetch(StyleServer server) throws IOException, InterruptedException {
        return fetch(server, SILENT);
    }

    Path fetch(StyleServer server, FetchListener listener) throws IOException, InterruptedException {
        return fetcher(server.address()).build().fetch("remote", licence, listener);
    }

    private static Licence licence(StyleLibrary library) {
        return library.catalog().get("remote").licence();
    }

    /** What is in the folder besides the locks. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    /** Where an interrupted fetch leaves what it has. */
    Path part() throws IOException {
        Files.createDirectories(cache);
        return cache.resolve("remote-" + GitBlob.of(content).substring(0, 12) + ".pt.part");
    }

    /** A process that fetches the style; it prints a line right before, and what goes wrong. */
    Process startProcess(StyleServer server) throws IOException {
        library(server.address()); // writes the catalogue
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchingProcess.class.getName(),
                        folder.toString(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until the process begins to fetch, and a little longer: it should have come to the lock, or have gone past it. */
    static void awaitBeginning(Process process) throws IOException, InterruptedException {
        assertThat(process.inputReader().readLine()).isEqualTo(FetchingProcess.BEGINNING);
        TimeUnit.MILLISECONDS.sleep(500);
    }

    /** Another process's program. */
    static final class FetchingProcess {
        private static final String BEGINNING = "fetching";

        private FetchingProcess() {}

        public static void main(String[] folders) throws IOException, InterruptedException {
            StyleLibrary library = StyleLibrary.of(StyleCatalog.read(Path.of(folders[0])), Path.of(folders[1]));
            System.out.println(BEGINNING);
            StyleFetcher.of(library).fetch("remote", licence(library), SILENT);
        }
    }
}
