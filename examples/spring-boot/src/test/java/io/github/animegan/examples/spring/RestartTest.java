package io.github.animegan.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoWriter;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: the restart that devtools make when a class changes, and the end by a signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no signal to end it by")
class RestartTest {
    @Test
    void devtoolsRestartItAndASignalEndsIt(@TempDir Path temporary) throws IOException, InterruptedException {
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        Path changing = Files.writeString(classes.resolve("changing.txt"), "before");
        String classPath = classes
                + File.pathSeparator
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        byte[] photo = TestPhotos.png(200, 150, 1);
        try (ApplicationProcess process = ApplicationProcess.start(
                temporary.resolve("log"),
                List.of("-cp", classPath, Application.class.getName()),
                "--spring.devtools.livereload.enabled=false",
                "--spring.devtools.restart.poll-interval=300ms",
                "--spring.devtools.restart.quiet-period=100ms",
                "--spring.lifecycle.timeout-per-shutdown-phase=100s",
                "--animegan.cache.memory=0B")) {
            Client first = process.awaitStart(1);
            byte[] picture = first.post("/stylize", photo).body();
            assertThat(picture).isEqualTo(directly(photo));
            assertThat(process.log()).contains("backend vector");

            Files.writeString(changing, "after that");
            Client second = process.awaitStart(2);
            assertThat(second.post("/stylize", photo).body()).isEqualTo(picture);

            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            byte[] large = TestPhotos.png(800, 800, 2);
            for (int i = 0; i < 5; i++) {
                answers.add(second.postLater("/stylize", large));
            }
            for (int tries = 0; waiting(second) < 3; tries++) {
                assertThat(tries).as("tries to see three wait").isLessThan(10_000);
            }
            process.terminate();
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
            assertThat(process.awaitEnd()).isEqualTo(143);
        }
    }

    private static byte[] directly(byte[] photo) throws IOException {
        try (AnimeGan gan = AnimeGan.create("sora")) {
            return gan.stylize(photo, PhotoWriter.png());
        }
    }

    /** How many pictures are taken and not yet begun; two more are in work. */
    private static double waiting(Client client) throws IOException, InterruptedException {
        return new String(client.get("/actuator/prometheus").body(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("animegan_waiting{style=\"sora\"}"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
                .sum();
    }
}
