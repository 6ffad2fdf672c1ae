package io.github.animegan.examples.web;

import static io.github.animegan.examples.web.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Preprocessors;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/**
 * Many clients at once, against a server with 512 MB of heap. {@code -Dload=full} is 64 clients with 2,000 pictures, and compares the
 * speed with the library's, called directly; without it the same is done in small.
 */
class LoadTest {
    private static final boolean FULL = "full".equals(System.getProperty("load"));
    private static final int CLIENTS = FULL ? 64 : 16;
    private static final int PICTURES = FULL ? 2000 : 120;
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    @Test
    void noPictureIsLostOrTakenForAnother() throws IOException, InterruptedException {
        byte[][] photos = new byte[PICTURES][];
        Random random = new Random(7);
        for (int i = 0; i < PICTURES; i++) {
            photos[i] = TestPhotos.jpeg(64 + random.nextInt(300), 64 + random.nextInt(300), i);
        }
        int[] expected = new int[PICTURES];
        Speed direct = directly(photos, expected);
        try (ServerProcess server = ServerProcess.start(
                "512m", "--queue", "256", "--rate", "0", "--no-cache", "--threads", Integer.toString(THREADS))) {
            double[] seconds = new double[PICTURES];
            long[] memory = new long[2];
            double before = server.processorSeconds();
            double clients = processorSeconds();
            double start = now();
            inParallel(CLIENTS, PICTURES, i -> {
                double begin = now();
                HttpResponse<byte[]> answer = server.client().post("/v1/stylize", Form.of(photos[i]));
                seconds[i] = now() - begin;
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Arrays.hashCode(answer.body())).as("picture %d", i).isEqualTo(expected[i]);
                if (i == PICTURES / 2) {
                    memory[0] = resident(server);
                }
            });
            Speed served = new Speed(now() - start, server.processorSeconds() - before);
            clients = processorSeconds() - clients;
            memory[1] = resident(server);
            Arrays.sort(seconds);
            System.out.printf(
                    "load: %d pictures, %d clients: %s; directly %s: throughput of a core %.2f; the clients took %.1f s of the same"
                            + " processors; p50 %.2f s, p95 %.2f s; resident %d MB at half time, %d MB at the end%n",
                    PICTURES,
                    CLIENTS,
                    served,
                    direct,
                    direct.processor / served.processor,
                    clients,
                    seconds[PICTURES / 2],
                    seconds[PICTURES * 95 / 100],
                    memory[0] >> 20,
                    memory[1] >> 20);
            assertThat(server.client().metric("animegan_uploads_bytes", "")).isZero();
            assertThat(server.client().metric("animegan_results", "")).isZero();
            if (FULL) {
                assertThat(memory[1]).isLessThan(memory[0] + (128L << 20));
                // By processor time: the clients, on the same machine, take their share of it.
                assertThat(direct.processor / served.processor).isGreaterThan(0.9);
            }
        }
    }

    /** How long all pictures took, by the clock and of processors. */
    private record Speed(double seconds, double processor) {
        @Override
        public String toString() {
            return "%.1f/s (%.1f s, %.1f s of processors)".formatted(PICTURES / seconds, seconds, processor);
        }
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** What the library takes for all, called by as many threads as the server has pictures in work. */
    private static Speed directly(byte[][] photos, int[] hashes) throws InterruptedException {
        try (AnimeGan gan = AnimeGan.builder("sora")
                .preprocess(Preprocessors.cap(2048))
                .threads(THREADS)
                .build()) {
            PhotoWriter png = PhotoWriter.png();
            for (int i = 0; i < 20; i++) { // As the server, which is warm when it says that it is ready.
                gan.stylize(TestPhotos.image(300, 300, 0));
            }
            double before = processorSeconds();
            double start = now();
            inParallel(2, photos.length, i -> {
                try {
                    hashes[i] = Arrays.hashCode(gan.stylize(photos[i], png));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            return new Speed(now() - start, processorSeconds() - before);
        }
    }

    @Test
    void moreClientsThanTheQueueHoldsAreAnsweredOrRefused() throws IOException, InterruptedException {
        int clients = FULL ? 200 : 60;
        try (ServerProcess server = ServerProcess.start("512m", "--queue", "16", "--rate", "0")) {
            AtomicInteger done = new AtomicInteger();
            AtomicInteger refused = new AtomicInteger();
            inParallel(clients, clients, i -> {
                HttpResponse<byte[]> answer =
                        server.client().post("/v1/stylize", Form.of(TestPhotos.jpeg(500, 400, i)));
                if (answer.statusCode() == 200) {
                    done.incrementAndGet();
                } else {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(json(answer).path("retryAfter").asInt()).isPositive();
                    refused.incrementAndGet();
                }
            });
            System.out.printf(
                    "%d clients, a queue of 16: %d answered, %d refused%n", clients, done.get(), refused.get());
            assertThat(done.get() + refused.get()).isEqualTo(clients);
            assertThat(done.get()).isGreaterThanOrEqualTo(16);
        }
    }

    /** Large photos in many styles, recipes and sizes fill the heap; whoever sends a small one meanwhile does not notice. */
    @Test
    void smallPhotosAreDrawnBesideLargeOnes() throws IOException, InterruptedException {
        int pictures = FULL ? 600 : 60;
        byte[][] large = {TestPhotos.jpeg(4000, 3000, 1), TestPhotos.png(2000, 2000, 2), TestPhotos.jpeg(2600, 3900, 3)
        };
        String[] styles = {"sora", "mori", "yuu", "sumi"};
        String[] recipes = {"none", "shinkai", "portrait"};
        try (ServerProcess server =
                ServerProcess.start("512m", "--queue", "256", "--rate", "0", "--no-cache", "--pictures", "4")) {
            Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();
            inParallel(12, pictures, i -> {
                boolean isLarge = i % 4 == 0;
                byte[] photo = isLarge ? large[i / 4 % large.length] : TestPhotos.jpeg(200 + i % 90, 200, i);
                Form form = Form.of(photo)
                        .field("style", styles[i % styles.length])
                        .field("recipe", recipes[i / 4 % recipes.length])
                        .field("size", isLarge ? 2048 - i / 4 % 5 : "original");
                HttpResponse<byte[]> answer = server.client().post("/v1/stylize", form);
                if (isLarge) {
                    answers.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                            .incrementAndGet();
                    assertThat(answer.statusCode()).isIn(200, 413, 503);
                } else {
                    assertThat(answer.statusCode())
                            .as("%d: %s", i, new String(answer.body(), StandardCharsets.UTF_8))
                            .isEqualTo(200);
                }
            });
            System.out.printf(
                    "%d small pictures drawn beside large ones, which were answered %s; resident %d MB%n",
                    pictures - (pictures + 3) / 4, answers, resident(server) >> 20);
        }
    }

    /** Does all items, in order of their numbers, by so many threads. */
    private static void inParallel(int threads, int items, IntConsumer work) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Thread thread = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < items && failures.isEmpty(); i = next.getAndIncrement()) {
                    try {
                        work.accept(i);
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                }
            });
            all.add(thread);
            thread.start();
        }
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static long resident(ServerProcess server) {
        try {
            return server.residentBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double now() {
        return System.nanoTime() / 1e9;
    }
}
