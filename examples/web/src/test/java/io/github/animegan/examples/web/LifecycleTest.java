package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
    @TempDir
    Path folder;

    @Test
    void killedWhileItWorksItAnswersRightAfterwards() throws IOException {
        String data = folder.resolve("data").toString();
        byte[] done = TestPhotos.png(90, 70, 0);
        HttpResponse<byte[]> before;
        try (ServerProcess server = ServerProcess.start("512m", "--data", data)) {
            before = server.client().post("/v1/stylize", Form.of(done));
            for (int i = 1; i <= 6; i++) { // Small ones, done one after another: one is being written most of the time.
                server.client().post("/v1/pictures", Form.of(TestPhotos.png(200, 200, i)));
            }
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start("512m", "--data", data)) {
            HttpResponse<byte[]> again = server.client().post("/v1/pictures", Form.of(done));

            assertThat(again.statusCode()).as("what was done is still there").isEqualTo(201);
            byte[] kept =
                    server.client().get(json(again).path("result").asText()).body();
            assertThat(kept).isEqualTo(before.body()).isEqualTo(Library.picture(done, "sora", 2048));
            for (int i = 1; i <= 6; i++) {
                byte[] photo = TestPhotos.png(200, 200, i);
                assertThat(server.client().post("/v1/stylize", Form.of(photo)).body())
                        .as("picture %d", i)
                        .isEqualTo(Library.picture(photo, "sora", 2048));
            }
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(128 + 15);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().endsWith(".part")))
                    .isEmpty();
        }
    }

    @Test
    void toldToEndItAnswersWhatItHasTaken() throws IOException {
        try (ServerProcess server = ServerProcess.start("512m")) {
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                byte[] photo = TestPhotos.png(1200, 900, i);
                answers.add(CompletableFuture.supplyAsync(
                        () -> server.client().post("/v1/stylize", Form.of(photo)), task -> new Thread(task).start()));
            }
            Client client = server.client();
            Client.await(
                    () -> client.metric("animegan_queue_running", "") + client.metric("animegan_queue_waiting", "") == 5
                            || answers.stream().anyMatch(CompletableFuture::isDone));

            server.terminate();

            for (int i = 0; i < 5; i++) {
                HttpResponse<byte[]> answer = answers.get(i).join();
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(Library.picture(TestPhotos.png(1200, 900, i), "sora", 2048));
            }
            server.awaitEnd();
        }
    }

    @Test
    void aJobTakenBeforeTheEndCanBeFetched() throws IOException {
        try (ServerProcess server = ServerProcess.start("512m")) {
            byte[] photo = TestPhotos.png(1000, 800, 1);
            String id = json(server.client().post("/v1/pictures", Form.of(photo)))
                    .path("id")
                    .asText();
            server.terminate();
            Client.await(() -> isDraining(server.client()));

            assertThat(server.client().over(id).path("state").asText()).isEqualTo("done");
            assertThat(server.client().get("/v1/pictures/" + id + "/result").body())
                    .isEqualTo(Library.picture(photo, "sora", 2048));
            server.awaitEnd();
        }
    }

    private static boolean isDraining(Client client) {
        try {
            return client.get("/readyz").statusCode() == 503;
        } catch (UncheckedIOException e) {
            throw new AssertionError("it ended before its picture was fetched", e);
        }
    }
}
