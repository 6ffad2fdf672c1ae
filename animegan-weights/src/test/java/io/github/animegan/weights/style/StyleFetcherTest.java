package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine, with all that a server and a connection may do. */
class StyleFetcherTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final FetchListener SILENT = (bytes, total) -> {};

    @TempDir
    private Path folder = Path.of("");

    private Path cache = Path.of("");
    private byte[] content = {};

    @BeforeEach
    void prepare() throws IOException {
        cache = folder.resolve("cache").resolve("styles");
        content = TestStyles.checkpoint(folder, 1);
    }

    private StyleLibrary library(URI server) throws IOException {
        return StyleLibrary.of(TestStyles.catalog(folder, content, content, server), cache);
    }

    private Path fetch(StyleServer server) throws IOException, InterruptedException {
        return fetch(server, SILENT);
    }

    private Path fetch(StyleServer server, FetchListener listener) throws IOException, InterruptedException {
        StyleLibrary library = library(server.address());
        return StyleFetcher.builder(library)
                .timeout(Duration.ofSeconds(20))
                .build()
                .fetch("remote", licence(library), listener);
    }

    private static Licence licence(StyleLibrary library) {
        return library.catalog().get("remote").licence();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".lock"))
                    .toList();
        }
    }

    private Path part() throws IOException {
        Files.createDirectories(cache);
        return cache.resolve("remote-" + Digests.gitBlob(content).substring(0, 12) + ".pt.part");
    }

    @Test
    void fetch_storesTheFileAndTellsHowFarItIs() throws Exception {
        List<Long> told = new ArrayList<>();
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            Path file = fetch(server, (bytes, total) -> {
                assertThat(total).hasValue(content.length);
                told.add(bytes);
            });

            assertThat(file).hasBinaryContent(content);
            assertThat(server.requests()).containsExactly(PATH);
        }
        assertThat(told).isSorted().first().isEqualTo(0L);
        assertThat(told).last().isEqualTo((long) content.length);
        assertThat(files()).hasSize(1);
        assertThat(library(NOWHERE).load("remote").weights().keys())
                .containsExactlyElementsOf(Checkpoints.read(content, "it").keys());
    }

    @Test
    void fetch_again_needsNoNetwork() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            fetch(server);
        }
        StyleLibrary library = library(NOWHERE);

        assertThat(StyleFetcher.of(library).fetch("remote", licence(library), SILENT))
                .hasBinaryContent(content);
    }

    @Test
    void fetch_replacesAFileThatIsDamaged() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            Path file = fetch(server);
            Files.writeString(file, "damaged");

            assertThat(fetch(server)).isEqualTo(file).hasBinaryContent(content);
        }
    }

    @Test
    void fetch_withoutTheLicence_isRefusedBeforeAnyRequest() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            StyleLibrary library = library(server.address());
            Licence another = library.catalog().get("tiny").licence();

            assertThatThrownBy(() -> StyleFetcher.of(library).fetch("remote", another, SILENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the licence of 'remote' is Theirs, accepted was Apache-2.0");
            assertThatThrownBy(() -> StyleFetcher.of(library).fetch("tiny", another, SILENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("built in");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void fetch_wrongBytes_areRemoved() throws Exception {
        byte[] wrong = TestStyles.checkpoint(folder, 2);
        try (StyleServer server = new StyleServer(StyleServer.file(wrong))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            server.address() + PATH, Digests.gitBlob(wrong), Digests.gitBlob(content), "removed");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fetch_truncated_isKeptAndResumed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        int sent = content.length / 2;
        try (StyleServer server = new StyleServer(exchange -> (calls.getAndIncrement() == 0
                        ? StyleServer.truncated(content, sent)
                        : StyleServer.file(content))
                .answer(exchange))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(server.address() + PATH, "the connection broke", "are kept");
            assertThat(part()).hasBinaryContent(Arrays.copyOf(content, sent));

            List<Long> told = new ArrayList<>();
            assertThat(fetch(server, (bytes, total) -> told.add(bytes))).hasBinaryContent(content);

            assertThat(told).first().isEqualTo((long) sent);
            assertThat(server.requests()).containsExactly(PATH, PATH + " bytes=" + sent + "-");
        }
    }

    @Test
    void fetch_resumed_startsAgainWhereTheServerHasNoRanges() throws Exception {
        Files.write(part(), Arrays.copyOf(content, 100));
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        })) {
            assertThat(fetch(server)).hasBinaryContent(content);
        }
    }

    @Test
    void fetch_resumed_startsAgainWhereThePartIsTooLong() throws Exception {
        Files.write(part(), new byte[content.length + 5]);
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            assertThat(fetch(server)).hasBinaryContent(content);
            assertThat(server.requests()).containsExactly(PATH + " bytes=" + (content.length + 5) + "-", PATH);
        }
    }

    @Test
    void fetch_resumed_takesACompletePartWithoutTheNetwork() throws Exception {
        Files.write(part(), content);
        StyleLibrary library = library(NOWHERE);

        assertThat(StyleFetcher.of(library).fetch("remote", licence(library), SILENT))
                .hasBinaryContent(content);
    }

    @Test
    void fetch_resumed_refusesAnotherRangeThanItAskedFor() throws Exception {
        Files.write(part(), Arrays.copyOf(content, 100));
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 50-99/1000");
            exchange.sendResponseHeaders(206, 50);
            exchange.getResponseBody().write(content, 50, 50);
        })) {
            assertThatThrownBy(() -> fetch(server)).hasMessageContaining("from 100 on, got 'bytes 50-99/1000'");
        }
        assertThat(part()).hasBinaryContent(Arrays.copyOf(content, 100));
    }

    @Test
    void fetch_wrongPart_isRemovedSoThatTheNextAttemptSucceeds() throws Exception {
        Files.write(part(), new byte[100]);
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            assertThatThrownBy(() -> fetch(server)).hasMessageContaining("removed");

            assertThat(fetch(server)).hasBinaryContent(content);
        }
    }

    @Test
    void fetch_tooLarge_isRefusedByItsAnnouncedLength() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.truncated(new byte[(int) TestStyles.MAX_BYTES + 1], 1))) {
            assertThatThrownBy(() -> fetch(server)).hasMessageContaining("more than the 1048576 bytes");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fetch_tooLarge_isRefusedWhileReadingWhereNoLengthIsAnnounced() throws Exception {
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked, without end
            while (true) {
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        })) {
            assertThatThrownBy(() -> fetch(server)).hasMessageContaining("more than the 1048576 bytes");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fetch_followsRedirects() throws Exception {
        try (StyleServer target = new StyleServer(StyleServer.file(content));
                StyleServer server = new StyleServer(StyleServer.redirect(target.address() + "/elsewhere"))) {
            assertThat(fetch(server)).hasBinaryContent(content);
            assertThat(target.requests()).containsExactly("/elsewhere");
        }
    }

    @Test
    void fetch_givesUpOnRedirectsWithoutEnd() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.redirect(PATH))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("302");
        }
    }

    @Test
    void fetch_saysWhatTheServerAnswers() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.status(404))) {
            assertThatThrownBy(() -> fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.address() + PATH + ": the server answers 404");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fetch_saysThatNobodyListens() throws Exception {
        URI address;
        try (ServerSocket free = new ServerSocket(0)) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        StyleLibrary library = library(address);

        assertThatThrownBy(() -> StyleFetcher.of(library).fetch("remote", licence(library), SILENT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(address + PATH + ": ConnectException");
    }

    @Test
    void fetch_givesUpOnAServerThatStalls() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (StyleServer server = new StyleServer(exchange -> {
            StyleServer.truncated(content, 100).answer(exchange);
            await(done);
        })) {
            StyleLibrary library = library(server.address());
            StyleFetcher fetcher = StyleFetcher.builder(library)
                    .timeout(Duration.ofMillis(1500))
                    .build();

            assertThatThrownBy(() -> fetcher.fetch("remote", licence(library), SILENT))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.address() + PATH + ": nothing came for 1500 ms");
            done.countDown();
        }
    }

    @Test
    void fetch_endsWhenInterrupted() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (StyleServer server = new StyleServer(exchange -> {
            StyleServer.truncated(content, 100).answer(exchange);
            await(done);
        })) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread fetching = new Thread(() -> {
                try {
                    fetch(server, (bytes, total) -> {
                        if (bytes == 100) {
                            begun.countDown();
                        }
                    });
                } catch (IOException | InterruptedException | RuntimeException e) {
                    thrown.set(e);
                }
            });
            fetching.start();
            begun.await();
            fetching.interrupt();
            fetching.join();
            done.countDown();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
        assertThat(part()).hasBinaryContent(Arrays.copyOf(content, 100));
    }

    @Test
    void fetch_ofManyAtOnce_fetchesOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            StyleLibrary library = library(server.address());
            Callable<Path> one = () -> StyleFetcher.of(library).fetch("remote", licence(library), SILENT);
            for (Future<Path> file : threads.invokeAll(List.of(one, one, one, one))) {
                assertThat(file.get()).hasBinaryContent(content);
            }
            assertThat(server.requests()).containsExactly(PATH);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void mirror_servesTheSamePath() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(content))) {
            StyleLibrary library = library(NOWHERE);
            StyleFetcher fetcher = StyleFetcher.builder(library)
                    .mirror(server.address().resolve("/mirror/"))
                    .build();

            assertThat(fetcher.fetch("remote", licence(library), SILENT)).hasBinaryContent(content);
            assertThat(server.requests()).containsExactly("/mirror" + PATH);
        }
    }

    @Test
    void mirror_mustBeAWebAddress() throws Exception {
        StyleFetcher.Builder builder = StyleFetcher.builder(library(NOWHERE));

        assertThatThrownBy(() -> builder.mirror(URI.create("file:/etc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mirror(file:/etc)");
    }

    @Test
    void proxy_isAskedInsteadOfTheServer() throws Exception {
        try (StyleServer proxy = new StyleServer(StyleServer.file(content))) {
            StyleLibrary library = library(URI.create("http://styles.invalid"));
            StyleFetcher fetcher = StyleFetcher.builder(library)
                    .proxy(ProxySelector.of(new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), proxy.address().getPort())))
                    .build();

            assertThat(fetcher.fetch("remote", licence(library), SILENT)).hasBinaryContent(content);
            assertThat(proxy.requests()).containsExactly(PATH);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
