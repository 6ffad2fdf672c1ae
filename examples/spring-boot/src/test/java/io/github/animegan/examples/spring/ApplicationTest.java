package io.github.animegan.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoWriter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;

/** The application as it runs, with its server; what it answers is compared with the library called directly. */
class ApplicationTest {
    private static ConfigurableApplicationContext application;
    private static Client client;
    private static AnimeGan library;

    @BeforeAll
    static void start() {
        application =
                start("--animegan.limits.queue=64", "--animegan.limits.upload=1MB", "--animegan.limits.pixels=1000000");
        client = client(application);
        library = AnimeGan.create("sora");
    }

    @AfterAll
    static void end() {
        application.close();
        library.close();
    }

    private static ConfigurableApplicationContext start(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        return SpringApplication.run(Application.class, all.toArray(String[]::new));
    }

    private static Client client(ConfigurableApplicationContext context) {
        return new Client(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static byte[] directly(byte[] photo) throws IOException {
        return library.stylize(photo, PhotoWriter.png());
    }

    @Test
    void runsOnTheLineThatIsTested() {
        System.out.println("Spring Boot " + SpringBootVersion.getVersion());
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("expected.boot"));
    }

    @Test
    void fiftyPhotosAtOnceGetTheirOwnPictures() throws IOException {
        Random random = new Random(3);
        List<byte[]> photos = new ArrayList<>();
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            photos.add(TestPhotos.png(64 + random.nextInt(200), 64 + random.nextInt(200), i));
        }
        photos.forEach(photo -> answers.add(client.postLater("/stylize", photo)));
        for (int i = 0; i < 50; i++) {
            HttpResponse<byte[]> answer = answers.get(i).join();
            assertThat(answer.statusCode()).as("photo %d", i).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(answer.body()).as("photo %d", i).isEqualTo(directly(photos.get(i)));
        }
    }

    @Test
    void formsStylesAndFormatsAreTaken() throws IOException, InterruptedException {
        byte[] photo = TestPhotos.png(120, 90, 100);
        assertThat(client.postForm("/stylize", photo).body()).isEqualTo(directly(photo));
        byte[] mori = client.post("/stylize?style=mori", photo).body();
        try (AnimeGan gan = AnimeGan.create("mori")) {
            assertThat(mori).isEqualTo(gan.stylize(photo, PhotoWriter.png()));
        }
        HttpResponse<byte[]> jpeg = client.post("/stylize?format=jpeg", photo);
        assertThat(jpeg.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(jpeg.body()).isEqualTo(library.stylize(photo, PhotoWriter.jpeg(0.92)));
        assertThat(new String(client.get("/styles").body(), StandardCharsets.UTF_8))
                .isEqualTo("[\"sora\",\"mori\"]");
    }

    @Test
    void whatCannotBeUsedIsAProblemInWords() throws IOException, InterruptedException {
        byte[] photo = TestPhotos.png(64, 64, 1);
        assertProblem(client.post("/stylize?style=../etc", photo), 400, "/styles lists them");
        assertProblem(client.post("/stylize?format=exe", photo), 400, "png or jpeg");
        assertProblem(client.post("/stylize", "no picture".getBytes(StandardCharsets.UTF_8)), 415, "picture");
        assertProblem(client.post("/stylize", new byte[0]), 422, "empty");
        byte[] half = java.util.Arrays.copyOf(photo, photo.length / 2);
        assertProblem(client.post("/stylize", half), 422, "");
        assertProblem(client.post("/stylize", TestPhotos.png(1200, 900, 1)), 413, "pixels");
        assertProblem(client.post("/stylize", new byte[1_100_000]), 413, "larger than 1 MB");
        assertProblem(client.postForm("/stylize", new byte[1_100_000]), 413, "");
        assertThat(client.post("/stylize", photo).body()).isEqualTo(directly(photo));
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String word) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body)
                .contains(word)
                .doesNotContain("Exception", "\tat ")
                .contains("\"status\":" + HttpStatus.valueOf(status).value());
    }

    @Test
    void metricsTellBackendsAndTheCache() throws IOException, InterruptedException {
        byte[] photo = TestPhotos.png(70, 70, 200);
        client.post("/stylize", photo);
        client.post("/stylize", photo);
        String metrics = new String(client.get("/actuator/prometheus").body(), StandardCharsets.UTF_8);
        assertThat(metrics)
                .contains("animegan_backend{backend=\"" + library.backend().name() + "\",style=\"sora\"} 1.0")
                .contains("animegan_waiting{style=\"mori\"} 0.0")
                .contains("animegan_threads ");
        assertThat(metrics.lines().filter(line -> line.startsWith("animegan_cache_requests_total{result=\"hit\"}")))
                .singleElement()
                .satisfies(line -> assertThat(Double.parseDouble(line.replaceAll(".* ", "")))
                        .isPositive());
    }

    @Test
    void moreThanTheQueueHoldsAreRefused() {
        try (ConfigurableApplicationContext small = start("--animegan.limits.queue=2", "--animegan.cache.memory=0B")) {
            Client clients = client(small);
            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(clients.postLater("/stylize", TestPhotos.png(500, 500, i)));
            }
            List<Integer> statuses =
                    answers.stream().map(answer -> answer.join().statusCode()).toList();
            assertThat(statuses).contains(200, 503).doesNotContain(500);
            answers.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.statusCode() == 503)
                    .forEach(answer -> assertThat(answer.headers().firstValue("Retry-After"))
                            .contains("2"));
        }
    }

    @Test
    void whatWasTakenIsAnsweredWhenTheApplicationEnds() throws InterruptedException {
        List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
        byte[] photo = TestPhotos.png(800, 800, 1);
        try (ConfigurableApplicationContext ending =
                start("--animegan.cache.memory=0B", "--spring.lifecycle.timeout-per-shutdown-phase=100s")) {
            Client clients = client(ending);
            for (int i = 0; i < 5; i++) {
                answers.add(clients.postLater("/stylize", photo));
            }
            // Two are in work, so that all five were taken.
            AnimeGan sora = ending.getBean(AnimeGan.class);
            for (int waited = 0; sora.waitingCalls() < 3; waited++) {
                assertThat(waited).as("tries to see three wait").isLessThan(10_000);
                Thread.sleep(2);
            }
        }
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }
}
