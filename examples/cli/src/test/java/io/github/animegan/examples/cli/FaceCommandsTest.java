package io.github.animegan.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.animegan.weights.Checkpoints;
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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faces on the command line, with networks that find none, fetched from a server on this machine, and with the real ones. */
class FaceCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private HttpServer server = start();
    private StyleLibrary styles = StyleLibrary.standard();
    private Path networks = Path.of("");
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
        photo = TestPhotos.png(folder.resolve("photo.png"), 64, 57);
        weights = TinyWeights.write(folder.resolve("tiny.safetensors"), TinyWeights.resnet());
        networks = Files.createDirectories(folder.resolve("networks"));
        for (String name : TinyWeights.MTCNN) {
            Path file = networks.resolve(name + ".safetensors");
            Checkpoints.writeSafetensors(file, TinyWeights.mtcnn(name), Map.of());
        }
        server.createContext("/raw/", exchange -> {
            try (exchange) {
                byte[] content = Files.readAllBytes(
                        networks.resolve(exchange.getRequestURI().getPath().substring("/raw/".length())));
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
        server.start();
        Files.writeString(folder.resolve("catalog.json"), catalog());
        styles = StyleLibrary.of(StyleCatalog.read(folder), folder.resolve("cache"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String catalog() throws Exception {
        StringBuilder files = new StringBuilder();
        for (String name : TinyWeights.MTCNN) {
            files.append("""
                    %s{"file": "%s.safetensors", "url": "http://127.0.0.1:%d/raw/%s.safetensors", "gitBlob": "%s",
                     "maxBytes": 1000000}""".formatted(
                            files.isEmpty() ? "" : ", ",
                            name,
                            server.getAddress().getPort(),
                            name,
                            blob(networks.resolve(name + ".safetensors"))));
        }
        return """
                {"licences": [{"name": "Theirs", "url": "https://example.org/theirs", "terms": "As you like.",
                               "commercialUse": true}],
                 "styles": [],
                 "detectors": [
                  {"name": "mtcnn", "title": "Finds faces", "licence": "Theirs",
                   "provenance": {"source": "https://example.org"}, "files": [%s]}]}
                """.formatted(files);
    }

    private static String blob(Path file) throws Exception {
        byte[] content = Files.readAllBytes(file);
        MessageDigest blob = MessageDigest.getInstance("SHA-1");
        blob.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(blob.digest(content));
    }

    private Cli.Result run(Object... arguments) {
        return Cli.run(styles, arguments);
    }

    @Test
    void withoutWeights_oneLineSaysHowToGetThem() {
        run(photo, "--weights", weights, "--faces", "auto")
                .failed(2, "--faces auto needs the weights of MTCNN|animegan fetch mtcnn|--face-weights");
        run("faces", photo).failed(2, "animegan faces needs the weights of MTCNN|animegan fetch mtcnn");
        assertThat(folder.resolve("photo-anime.png")).doesNotExist();
    }

    @Test
    void fetchedDetector_isListedAndFindsNoFace() {
        assertThat(run("styles").isDone().out()).contains("mtcnn", "Finds faces", "fetchable");
        assertThat(run("fetch", "mtcnn").out()).contains("As you like.", "animegan fetch mtcnn --accept-licence");

        Path fetched =
                Path.of(run("fetch", "mtcnn", "--accept-licence").isDone().out().strip());

        assertThat(fetched.resolve("pnet.safetensors")).hasSameBinaryContentAs(networks.resolve("pnet.safetensors"));
        assertThat(run("styles").isDone().out()).contains("fetched").doesNotContain("fetchable");
        assertThat(run("faces", photo).isDone().out()).isEqualToIgnoringNewLines("no face found");
        assertThat(run("faces", photo, "--json").isDone().out()).isEqualToIgnoringNewLines("[]");
    }

    @Test
    void damagedFetchedDetector_isRefused() throws IOException {
        Path fetched =
                Path.of(run("fetch", "mtcnn", "--accept-licence").isDone().out().strip());
        Files.writeString(fetched.resolve("rnet.safetensors"), "damaged");

        run("faces", photo).failed(1, "rnet.safetensors: not the content that the catalogue names");
    }

    @Test
    void noFaceFound_isThePictureAsEver() throws IOException {
        Path with = folder.resolve("with.png");
        Path without = folder.resolve("without.png");
        run(
                        photo,
                        "-o",
                        with,
                        "--weights",
                        weights,
                        "--backend",
                        "plain",
                        "--faces",
                        "auto",
                        "--face-weights",
                        networks)
                .isDone();
        run(photo, "-o", without, "--weights", weights, "--backend", "plain").isDone();

        assertThat(with).hasSameBinaryContentAs(without);
    }

    @Test
    void report_liesBesideThePicture() throws IOException {
        run(photo, "-o", folder.resolve("anime.png"), "--weights", weights, "--report")
                .isDone();

        assertThat(Files.readString(folder.resolve("anime.json")))
                .contains("\"picture\" : \"anime.png\"", "\"verdict\" : ", "\"lineShare\" : ", "\"faces\" : [ ]");
        assertThat(Files.readString(folder.resolve("anime.md")))
                .startsWith("# anime.png\n")
                .contains("| similarity (SSIM) |", "| pixels on lines, % |");
        assertThat(run("report", folder.resolve("anime.png"), photo).isDone().out())
                .isEqualTo(Files.readString(folder.resolve("anime.md")));
        assertThat(run("report", folder.resolve("anime.png"), photo, "--json")
                        .isDone()
                        .out())
                .isEqualTo(Files.readString(folder.resolve("anime.json")));
        run(photo, "--weights", weights, "--report", "--compare").failed(2, "--report and --compare");
        run(photo, "--weights", weights, "--face-recognition", weights).failed(2, "--face-recognition is for --report");
    }

    @Test
    void wrongFaceWeights_areOneLine() throws IOException {
        run("faces", photo, "--face-weights", weights)
                .failed(1, "tiny.safetensors: no key begins with pnet.|the folder of pnet.pt, rnet.pt and onet.pt");
        Files.delete(networks.resolve("onet.safetensors"));
        run("faces", photo, "--face-weights", networks)
                .failed(1, "networks: has no onet.pt|a folder of MTCNN's weights has");
        run("faces", photo, "--face-weights", folder.resolve("none")).failed(1, "none: no such file or folder");
    }

    @Test
    void drawnBoxes_neverReplaceThePhoto() {
        run("faces", photo, "--face-weights", networks, "--draw", photo).failed(2, "is the photo itself");
        run("faces", photo, "--face-weights", networks, "--draw", folder.resolve("x.xyz"))
                .failed(2, "--draw|.png, .jpg");
    }

    @Test
    @EnabledIf("io.github.animegan.examples.cli.SharedWeightsTest#present")
    void astronaut_isFoundDrawnAndPutBack() throws IOException {
        Path shared = SharedWeightsTest.shared("weights/mtcnn");
        Path astronaut = SharedWeightsTest.shared("photos/astronaut.png");
        Path marked = folder.resolve("marked.png");

        Cli.Result result = run("faces", astronaut, "--face-weights", shared, "--json", "--draw", marked);

        assertThat(result.isDone().out()).startsWith("[{\"box\":[1").contains("\"landmarks\":[[20", "\"hints\":[");
        assertThat(TestPhotos.read(marked).getWidth()).isEqualTo(512);
        Path anime = folder.resolve("anime.png");
        run(astronaut, "-o", anime, "--weights", weights, "--faces", "only", "--face-weights", shared)
                .isDone();
        assertThat(TestPhotos.read(anime).getRGB(5, 5))
                .as("the rest stays a photo")
                .isEqualTo(TestPhotos.read(astronaut).getRGB(5, 5));
        assertThat(TestPhotos.read(anime).getRGB(225, 128))
                .isNotEqualTo(TestPhotos.read(astronaut).getRGB(225, 128));
    }
}
