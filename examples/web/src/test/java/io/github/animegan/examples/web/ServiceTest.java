package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.header;
import static io.github.animegan.examples.web.Client.json;
import static io.github.animegan.examples.web.Client.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoReader;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Postprocessors;
import io.github.animegan.image.step.Recipe;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceTest {
    private static WebServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = WebServer.start(ServerConfig.of("--port", "0", "--rate", "0"));
        client = new Client(server.address());
        client.awaitReady();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void aPhotoBecomesThePictureThatTheLibraryMakesOfIt() {
        byte[] photo = TestPhotos.jpeg(120, 90, 1);
        byte[] expected = Library.picture(photo, "sora", 2048);

        HttpResponse<byte[]> form = client.post("/v1/stylize", Form.of(photo));
        HttpResponse<byte[]> raw = client.postRaw("/v1/stylize?style=sora", photo, "Content-Type", "image/jpeg");

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(header(form, "Content-Type")).isEqualTo("image/png");
        assertThat(header(form, "X-AnimeGAN-Reduced")).isEmpty();
        assertThat(form.body()).isEqualTo(expected);
        assertThat(raw.body()).isEqualTo(expected);
    }

    @Test
    void optionsDoWhatTheLibraryDoes() throws IOException {
        byte[] photo = TestPhotos.png(90, 120, 2);
        Recipe recipe = Recipe.parse("shinkai");
        byte[] expected;
        try (AnimeGan gan = AnimeGan.builder("mori")
                .postprocess(recipe.after().then(Postprocessors.strength(0.5)))
                .build()) {
            expected = gan.stylize(photo, PhotoWriter.jpeg(0.92));
        }

        HttpResponse<byte[]> response = client.post(
                "/v1/stylize",
                Form.of(photo)
                        .field("style", "mori")
                        .field("recipe", "shinkai")
                        .field("strength", 0.5)
                        .field("format", "jpeg"));

        assertThat(header(response, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(response.body()).isEqualTo(expected);
    }

    @Test
    void aJobTellsHowFarItIs() throws IOException, InterruptedException {
        byte[] photo = TestPhotos.png(700, 500, 3);

        HttpResponse<byte[]> created = client.post("/v1/pictures", Form.of(photo));
        String id = json(created).path("id").asText();
        List<JsonNode> events = client.events(id);

        assertThat(created.statusCode()).isEqualTo(202);
        assertThat(header(created, "Location")).isEqualTo("/v1/pictures/" + id);
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("state").asText()).isEqualTo("done");
        assertThat(events)
                .extracting(event -> event.path("fraction").asDouble())
                .isSorted();
        HttpResponse<byte[]> result = client.get(last.path("result").asText());
        assertThat(result.body()).isEqualTo(Library.picture(photo, "sora", 2048));
    }

    @Test
    void aPhotoThatIsTooLargeIsReducedAndTheAnswerSaysSo() throws IOException {
        byte[] photo = TestPhotos.jpeg(2600, 1300, 4);

        HttpResponse<byte[]> response = client.post("/v1/stylize", Form.of(photo));

        assertThat(header(response, "X-AnimeGAN-Reduced")).isEqualTo("2600x1300 to 2048x1024");
        assertThat(PhotoReader.create().read(response.body(), "picture").getWidth())
                .isEqualTo(2048);
        assertThat(response.body()).isEqualTo(Library.picture(photo, "sora", 2048));
    }

    @Test
    void theSamePhotoIsAnsweredAtOnceTheSecondTime() {
        Form form = Form.of(TestPhotos.png(100, 100, 5)).field("size", 64);
        HttpResponse<byte[]> first = client.post("/v1/stylize", form);

        HttpResponse<byte[]> job = client.post("/v1/pictures", form);

        assertThat(job.statusCode()).isEqualTo(201);
        assertThat(json(job).path("state").asText()).isEqualTo("done");
        assertThat(json(job).path("picture").path("photoWidth").asInt()).isEqualTo(100);
        assertThat(client.get(json(job).path("result").asText()).body()).isEqualTo(first.body());
        assertThat(client.metric("animegan_cache_hits_total", "")).isPositive();
    }

    @Test
    void aCancelledJobEndsAndIsForgotten() {
        HttpResponse<byte[]> created = client.post("/v1/pictures", Form.of(TestPhotos.png(2000, 2000, 6)));
        String path = "/v1/pictures/" + json(created).path("id").asText();

        HttpResponse<byte[]> result = client.get(path + "/result");
        HttpResponse<byte[]> deleted = client.send("DELETE", path, new byte[0]);

        assertThat(result.statusCode()).isEqualTo(409);
        assertThat(problem(result)).isEqualTo("not-done");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(client.get(path).statusCode()).isEqualTo(404);
        Client.await(() -> client.metric("animegan_queue_running", "") == 0);
    }

    @Test
    void aClientThatGoesAwayFreesItsPlace() throws IOException {
        byte[] body = Form.of(TestPhotos.png(2000, 2000, 7)).bytes();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), client.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/stylize HTTP/1.1\r\nHost: x\r\nContent-Type: " + Form.TYPE + "\r\nContent-Length: "
                            + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(body);
            out.flush();
            Client.await(() -> client.metric("animegan_queue_running", "") > 0);
        }

        Client.await(() -> client.metric("animegan_refusals_total", "client-gone") > 0);
        Client.await(() -> client.metric("animegan_queue_running", "") == 0);
    }

    @Test
    void whatIsWrongIsSaidInWords() {
        byte[] photo = TestPhotos.png(64, 64, 8);
        HttpResponse<byte[]> style = client.post("/v1/stylize", Form.of(photo).field("style", "nobody"));
        HttpResponse<byte[]> size = client.post("/v1/stylize", Form.of(photo).field("size", "9999"));
        HttpResponse<byte[]> field = client.post("/v1/stylize", Form.of(photo).field("colour", "red"));
        HttpResponse<byte[]> text = client.postRaw("/v1/stylize", "hello there".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> none = client.postRaw("/v1/stylize", new byte[0]);

        assertThat(style.statusCode()).isEqualTo(400);
        assertThat(json(style).path("detail").asText()).startsWith("style: no such style");
        assertThat(json(size).path("detail").asText()).contains("from 32 to 2048");
        assertThat(json(field).path("field").asText()).isEqualTo("colour");
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(json(text).path("detail").asText()).contains("not a picture");
        assertThat(problem(none)).isEqualTo("no-photo");
        for (HttpResponse<byte[]> response : List.of(style, size, field, text, none)) {
            assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void addressesAndMethodsThatThereAreNotAreProblems() {
        assertThat(problem(client.get("/v1/nothing"))).isEqualTo("not-found");
        assertThat(problem(client.get("/samples/"))).isEqualTo("not-found");
        assertThat(problem(client.get("/v1/pictures/0123"))).isEqualTo("not-found");
        assertThat(problem(client.send("PUT", "/v1/styles", new byte[1]))).isEqualTo("wrong-method");
        assertThat(header(client.get("/"), "Content-Security-Policy")).contains("default-src 'none'");
        assertThat(header(client.get("/nothing"), "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void estimatesTellSizeMemoryAndTime() {
        JsonNode estimate = json(client.get("/v1/estimate?width=3000&height=2000&size=1080"));

        assertThat(estimate.path("width").asInt()).isEqualTo(1080);
        assertThat(estimate.path("height").asInt()).isEqualTo(720);
        assertThat(estimate.path("reduced").asBoolean()).isTrue();
        assertThat(estimate.path("memoryBytes").asLong()).isBetween(10L << 20, 2L << 30);
        assertThat(estimate.path("seconds").asDouble()).isPositive();
        assertThat(problem(client.get("/v1/estimate?width=0&height=5"))).isEqualTo("bad-option");
    }
}
