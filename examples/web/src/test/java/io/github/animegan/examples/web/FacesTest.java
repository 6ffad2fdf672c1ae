package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.json;
import static io.github.animegan.examples.web.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FacePolicy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Faces drawn by themselves, asked for over HTTP, against the library's own pictures. */
class FacesTest {
    private static final String CACHE = "animegan.cache";

    @TempDir
    private Path folder = Path.of("");

    /** So that nothing that this machine's user has fetched is found. */
    @BeforeEach
    void fetchNothing() {
        System.setProperty(CACHE, folder.resolve("cache").toString());
    }

    @AfterEach
    void asBefore() {
        System.clearProperty(CACHE);
    }

    private static WebServer start(String... options) throws IOException {
        return WebServer.start(
                ServerConfig.of(Stream.concat(Stream.of("--port", "0", "--rate", "0"), Stream.of(options))
                        .toArray(String[]::new)));
    }

    private static HttpResponse<byte[]> stylize(Client client, byte[] photo, String faces) {
        return client.post("/v1/stylize", Form.of(photo).field("faces", faces));
    }

    private static List<String> offered(Client client) {
        JsonNode faces = json(client.get("/v1/styles")).path("faces");
        return Stream.iterate(0, i -> i + 1)
                .limit(faces.size())
                .map(i -> faces.get(i).asText())
                .toList();
    }

    @Test
    void withoutWeightsItIsSaidHowToGetThem() throws IOException {
        byte[] photo = TestFaces.photo(160, 120, 1);
        try (WebServer server = start()) {
            Client client = new Client(server.address());

            HttpResponse<byte[]> refused = stylize(client, photo, "auto");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(problem(refused)).isEqualTo("no-face-weights");
            assertThat(json(refused).path("detail").asText()).contains("animegan fetch mtcnn", "--face-weights");
            assertThat(problem(client.post("/v1/pictures", Form.of(photo).field("faces", "only"))))
                    .isEqualTo("no-face-weights");
            assertThat(problem(client.get("/v1/estimate?width=9&height=9&faces=all")))
                    .isEqualTo("no-face-weights");
            assertThat(problem(stylize(client, photo, "some"))).isEqualTo("bad-option");
            assertThat(offered(client)).containsExactly("off");
            assertThat(stylize(client, photo, "off").body()).isEqualTo(Library.picture(photo, "sora", 2048));
        }
    }

    @Test
    void picturesAreThoseOfTheLibrary() throws IOException {
        Path weights = TestFaces.redDots(folder.resolve("dots"));
        byte[] photo = TestFaces.photo(160, 120, 2);
        try (WebServer server = start("--face-weights", weights.toString());
                FaceDetector detector = TestFaces.detector(weights)) {
            Client client = new Client(server.address());
            assertThat(offered(client)).containsExactly("off", "auto", "all", "only");
            byte[] whole = stylize(client, photo, "off").body();
            for (FacePolicy policy : List.of(FacePolicy.ALL, FacePolicy.AUTO, FacePolicy.ONLY)) {
                byte[] expected = Library.picture(photo, "sora", 2048, detector, policy);

                HttpResponse<byte[]> answer =
                        stylize(client, photo, policy.name().toLowerCase(Locale.ROOT));

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(expected).isNotEqualTo(whole);
            }
            // Not taken from the cache for another's, but for its own.
            HttpResponse<byte[]> again =
                    client.post("/v1/pictures", Form.of(photo).field("faces", "only"));
            assertThat(json(again).path("state").asText()).isEqualTo("done");
            assertThat(json(again).path("options").path("faces").asText()).isEqualTo("only");
            assertThat(whole).isEqualTo(Library.picture(photo, "sora", 2048));
        }
    }

    @Test
    void weightsThatAreNoneEndTheStart() throws IOException {
        Path text = Files.writeString(folder.resolve("face.pt"), "no weights");

        assertThatThrownBy(() -> start("--face-weights", text.toString()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("--face-weights " + text + ": ");
    }

    @Test
    void fetchedWeightsThatAreDamagedAreNotOffered() throws IOException {
        Path fetched = Files.createDirectories(folder.resolve("cache/styles/mtcnn"));
        for (String name : List.of("pnet.pt", "rnet.pt", "onet.pt")) {
            Files.writeString(fetched.resolve(name), "damaged");
        }
        try (WebServer server = start()) {
            assertThat(offered(new Client(server.address()))).containsExactly("off");
        }
    }

    @Test
    @EnabledIf("io.github.animegan.examples.web.TestFaces#areReal")
    void fetchedWeightsFindTheAstronaut() throws IOException {
        Path real = TestFaces.real().orElseThrow();
        byte[] photo = TestFaces.astronaut();
        try (WebServer server = start();
                FaceDetector detector = TestFaces.detector(real)) {
            Client client = new Client(server.address());
            assertThat(offered(client)).containsExactly("off");
            Path fetched = Files.createDirectories(folder.resolve("cache/styles/mtcnn"));
            for (String name : List.of("pnet.pt", "rnet.pt", "onet.pt")) {
                Files.copy(real.resolve(name), fetched.resolve(name));
            }

            byte[] only = stylize(client, photo, "only").body();

            assertThat(offered(client)).contains("auto");
            assertThat(only)
                    .isEqualTo(Library.picture(photo, "sora", 2048, detector, FacePolicy.ONLY))
                    .isNotEqualTo(stylize(client, photo, "off").body());
        }
    }
}
