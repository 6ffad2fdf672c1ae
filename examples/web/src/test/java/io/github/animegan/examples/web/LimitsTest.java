package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.header;
import static io.github.animegan.examples.web.Client.json;
import static io.github.animegan.examples.web.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.animegan.examples.web.http.ClientRate;
import io.github.animegan.examples.web.http.Problem;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final byte[] SMALL = TestPhotos.png(64, 64, 1);

    @Test
    void aFullQueueIsSaidWithThePlaceAndWhenToComeBack() throws IOException {
        try (WebServer server = WebServer.start(
                ServerConfig.of("--port", "0", "--queue", "1", "--pictures", "1", "--drain", "0", "--rate", "0"))) {
            Client client = new Client(server.address());
            client.awaitReady();
            Form large = Form.of(TestPhotos.png(2048, 2048, 2));
            String running = json(client.post("/v1/pictures", large)).path("id").asText();
            Client.await(() -> client.metric("animegan_queue_running", "") == 1);
            JsonNode waiting = json(client.post("/v1/pictures", large));

            HttpResponse<byte[]> refused = client.post("/v1/pictures", large);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(problem(refused)).isEqualTo("queue-full");
            assertThat(json(refused).path("place").asInt()).isEqualTo(2);
            assertThat(Integer.parseInt(header(refused, "Retry-After"))).isPositive();
            assertThat(json(client.get("/v1/pictures/" + waiting.path("id").asText()))
                            .path("place")
                            .asInt())
                    .isEqualTo(1);
            assertThat(json(client.get("/v1/pictures/" + running)).path("state").asText())
                    .isEqualTo("running");
        }
    }

    @Test
    void aTokenIsNeededWhereThereIsOne() throws IOException {
        try (WebServer server = WebServer.start(
                ServerConfig.of("--port", "0", "--token", "s3cret", "--cors", "https://a.example,https://b.example"))) {
            Client client = new Client(server.address());

            HttpResponse<byte[]> without = client.get("/v1/styles", "Origin", "https://b.example");
            HttpResponse<byte[]> wrong = client.get("/v1/styles", "Authorization", "Bearer s3cre");
            HttpResponse<byte[]> right = client.get("/v1/styles", "Authorization", "Bearer s3cret");

            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(header(without, "Access-Control-Allow-Origin")).isEqualTo("https://b.example");
            assertThat(header(without, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(client.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(client.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(client.get("/").statusCode()).isEqualTo(200);
            HttpResponse<byte[]> preflight =
                    client.send("OPTIONS", "/v1/stylize", new byte[0], "Origin", "https://a.example");
            assertThat(preflight.statusCode()).isEqualTo(204);
            assertThat(header(preflight, "Access-Control-Allow-Headers")).contains("Authorization");
            HttpResponse<byte[]> stranger = client.get("/healthz", "Origin", "https://evil.example");
            assertThat(header(stranger, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void uploadsAndPixelsAreLimitedBeforeAnythingIsDone() throws IOException {
        try (WebServer server = WebServer.start(ServerConfig.of(
                "--port", "0", "--max-upload", "1", "--max-pixels", "1", "--cors", "*", "--rate", "0"))) {
            Client client = new Client(server.address());
            byte[] twoMegabytes = new byte[2 << 20];

            HttpResponse<byte[]> upload = client.postRaw(
                    "/v1/stylize", twoMegabytes, "Content-Type", "image/png", "Origin", "https://c.example");
            HttpResponse<byte[]> form = client.post("/v1/pictures", Form.of(twoMegabytes));
            HttpResponse<byte[]> pixels = client.post("/v1/pictures", Form.of(TestPhotos.png(1100, 1000, 3)));

            assertThat(upload.statusCode()).isEqualTo(413);
            assertThat(json(upload).path("detail").asText()).contains("larger than 1 MB");
            assertThat(header(upload, "Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(problem(form)).isEqualTo("upload-too-large");
            assertThat(problem(pixels)).isEqualTo("too-many-pixels");
            assertThat(client.metric("animegan_uploads_bytes", "")).isZero();
        }
    }

    @Test
    void aClientThatAsksTooOftenHasToWait() throws IOException {
        try (WebServer server = WebServer.start(ServerConfig.of("--port", "0", "--rate", "2"))) {
            Client client = new Client(server.address());
            client.post("/v1/stylize", Form.of(SMALL).field("style", "nobody"));
            client.post("/v1/stylize", Form.of(SMALL).field("style", "nobody"));

            HttpResponse<byte[]> third = client.post("/v1/stylize", Form.of(SMALL));

            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(header(third, "Retry-After"))).isBetween(1, 30);
            assertThat(client.get("/v1/styles").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void bucketsFillEvenly() {
        AtomicLong now = new AtomicLong();
        ClientRate rate = new ClientRate(60, now::get);
        for (int i = 0; i < 60; i++) {
            rate.take("a");
        }
        assertThatThrownBy(() -> rate.take("a"))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.retryAfter()).isEqualTo(1));
        rate.take("b");
        now.addAndGet(1_000_000_000L);
        rate.take("a");
        assertThatThrownBy(() -> rate.take("a")).isInstanceOf(Problem.class);
    }

    @Test
    void resultsAreKeptForAWhileOnly() throws IOException {
        try (WebServer server = WebServer.start(ServerConfig.of("--port", "0", "--keep", "1"))) {
            Client client = new Client(server.address());
            client.awaitReady();
            String id =
                    json(client.post("/v1/pictures", Form.of(SMALL))).path("id").asText();

            Client.await(() -> client.get("/v1/pictures/" + id).statusCode() == 404);

            assertThat(client.metric("animegan_results", "")).isZero();
        }
    }
}
