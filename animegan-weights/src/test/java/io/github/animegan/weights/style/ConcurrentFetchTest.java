package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.FetchFixture.NOWHERE;
import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threads and processes that want the same style at the same time. */
class ConcurrentFetchTest {
    private FetchFixture style;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        style = new FetchFixture(folder);
    }

    @Test
    void fetch_ofManyAtOnce_fetchesOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            StyleFetcher.Builder fetcher = style.fetcher(server.address());
            Callable<Path> one = () -> style.fetch(fetcher);
            for (Future<Path> file : threads.invokeAll(List.of(one, one, one, one))) {
                assertThat(file.get()).hasBinaryContent(style.content());
            }
            assertThat(server.requests()).containsExactly(PATH);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void fetch_ofTwoProcessesAtOnce_fetchesOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch bothAreThere = new CountDownLatch(1);
        try (StyleServer server = new StyleServer(exchange -> {
            asked.countDown();
            StyleServer.await(bothAreThere);
            StyleServer.file(style.content()).answer(exchange);
        })) {
            Process first = style.startProcess(server);
            asked.await();
            Process second = style.startProcess(server);
            FetchFixture.awaitBeginning(second);
            bothAreThere.countDown();

            assertThat(first.waitFor()).isZero();
            assertThat(second.waitFor()).isZero();
            assertThat(server.requests()).containsExactly(PATH);
        }
        assertThat(style.fetch(style.fetcher(NOWHERE))).hasBinaryContent(style.content());
        assertThat(style.files()).hasSize(1);
    }

    @Test
    void fetch_goesOnWhereAKilledProcessEnded() throws Exception {
        int sent = style.content().length / 2;
        try (StyleServer server = new StyleServer(
                StyleServer.first(StyleServer.stalled(style.content(), sent), StyleServer.file(style.content())))) {
            Process killed = style.startProcess(server);
            Path part = style.part();
            while (killed.isAlive() && !(Files.exists(part) && Files.size(part) == sent)) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            killed.destroyForcibly().waitFor();

            assertThat(style.fetch(server)).hasBinaryContent(style.content());
            assertThat(server.requests()).containsExactly(PATH, PATH + " bytes=" + sent + "-");
        }
        assertThat(style.files()).hasSize(1);
    }
}
