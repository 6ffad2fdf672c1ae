package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.animegan.weights.style.StyleCatalog;
import io.github.animegan.weights.style.StyleLibrary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a catalogue of two tiny styles: {@code tiny}, built in, and {@code remote}, at a server on this machine. */
class StyleCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server = start();
    private StyleLibrary styles = StyleLibrary.standard();
    private Path weights = Path.of("");
    private Path photo = Path.of("");

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void prepare() throws Exception {
        photo = TestPhotos.png(folder.resolve("photo.png"), 24, 17);
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        byte[] content = Files.readAllBytes(weights);
        server.createContext("/raw/remote.pt", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        server.start();
        Files.writeString(folder.resolve("catalog.json"), catalog(content));
        styles = StyleLibrary.of(StyleCatalog.read(folder), folder.resolve("cache"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String catalog(byte[] content) throws Exception {
        MessageDigest blob = MessageDigest.getInstance("SHA-1");
        blob.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        HexFormat hex = HexFormat.of();
        return """
                {"licences": [{"name": "Theirs", "url": "https://example.org/theirs", "terms": "Not for money.",
                               "commercialUse": false}],
                 "styles": [
                  {"name": "tiny", "title": "Tiny", "architecture": "ResnetGenerator", "upsampling": "half_pixel",
                   "licence": "Theirs", "provenance": {"source": "a test"},
                   "builtIn": {"file": "tiny.safetensors", "sha256": "%s"}},
                  {"name": "remote", "title": "Remote", "architecture": "ResnetGenerator", "upsampling": "half_pixel",
                   "licence": "Theirs", "provenance": {"source": "https://example.org"},
                   "fetch": {"url": "http://127.0.0.1:%d/raw/remote.pt", "gitBlob": "%s", "maxBytes": 1000000}}]}
                """.formatted(
                        hex.formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                        server.getAddress().getPort(),
                        hex.formatHex(blob.digest(content)));
    }

    private Cli.Result run(Object... arguments) {
        return Cli.run(styles, arguments);
    }

    @Test
    void stylesAreListedAsATable() {
        assertThat(run("styles").isDone().out().lines())
                .containsExactly(
                        "NAME    TITLE   ARCHITECTURE     LICENCE  WHERE",
                        "tiny    Tiny    ResnetGenerator  Theirs   built in",
                        "remote  Remote  ResnetGenerator  Theirs   fetchable");

        run("fetch", "remote", "--accept-licence").isDone();

        assertThat(run("styles").isDone().out()).contains("Theirs   fetched");
    }

    @Test
    void theLibrarysOwnCatalogueIsListed() {
        assertThat(Cli.run("styles").isDone().out()).contains("paprika", "AnimeGanV2Generator", "non-commercial");
    }

    @Test
    void fetchWithoutAcceptanceShowsTheLicenceAndFetchesNothing() {
        Cli.Result result = run("fetch", "remote");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out())
                .contains("Not for money.", "https://example.org/theirs", "animegan fetch remote --accept-licence");
        assertThat(requests).hasValue(0);
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void fetchedStyleMakesTheSamePictureAsItsFile() throws IOException {
        String file = run("fetch", "remote", "--accept-licence").isDone().out().strip();
        assertThat(Path.of(file)).hasSameBinaryContentAs(weights);
        run("fetch", "remote", "--accept-licence").isDone();
        assertThat(requests).hasValue(1);

        assertSamePicture("--style", "remote");
    }

    @Test
    void firstBuiltInStyleIsTheDefault() throws IOException {
        assertSamePicture();
        assertSamePicture("--style", "tiny");
    }

    @Test
    void withoutAnyBuiltInStyleOneMustBeNamed() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Files.writeString(empty.resolve("catalog.json"), "{\"licences\": [], \"styles\": []}");

        Cli.run(StyleLibrary.of(StyleCatalog.read(empty), folder), photo)
                .failed(2, "no style is built in|--style NAME|--weights FILE");
    }

    private void assertSamePicture(Object... style) throws IOException {
        Path ofStyle = folder.resolve("style.png");
        Path ofFile = folder.resolve("file.png");
        run(concat(style, photo, "-o", ofStyle, "--backend", "plain")).isDone();
        run(photo, "-o", ofFile, "--weights", weights, "--backend", "plain").isDone();
        assertThat(ofStyle).hasSameBinaryContentAs(ofFile);
    }

    private static Object[] concat(Object[] first, Object... second) {
        return Stream.concat(Stream.of(first), Stream.of(second)).toArray();
    }

    @Test
    void mirrorIsAskedInstead() {
        run(
                        "fetch",
                        "remote",
                        "--accept-licence",
                        "--mirror",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/no")
                .failed(1, "/no/raw/remote.pt: the server answers 404");
    }

    @Test
    void wrongUsageIsTold() {
        run("fetch", "tiny").failed(2, "'tiny' is built in");
        run("fetch", "other", "--accept-licence").failed(2, "no style is called 'other'");
        run("fetch", "remote", "--accept-licence", "--mirror", "ftp://x").failed(2, "--mirror must be|ftp://x");
        run(photo, "--style", "other").failed(2, "no style is called 'other'");
        run(photo, "--style", "tiny", "--weights", weights).failed(2, "--style and --weights");
        run(photo, "--style", "remote").failed(1, "has to be fetched first: animegan fetch remote");
    }
}
