package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.FetchFixture.NOWHERE;
import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fetch that was cut off goes on where it ended, if what is there is of the file. */
class ResumedFetchTest {
    private FetchFixture style;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        style = new FetchFixture(folder);
    }

    @Test
    void fetch_truncated_isKeptAndResumed() throws Exception {
        int sent = style.content().length / 2;
        try (StyleServer server = new StyleServer(
                StyleServer.first(StyleServer.truncated(style.content(), sent), StyleServer.file(style.content())))) {
            assertThatThrownBy(() -> style.fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(server.address() + PATH, "the connection broke", "are kept");
            assertThat(style.part()).hasBinaryContent(style.start(sent));

            List<Long> told = new ArrayList<>();
            assertThat(style.fetch(server, (bytes, total) -> told.add(bytes))).hasBinaryContent(style.content());

            assertThat(told).first().isEqualTo((long) sent);
            assertThat(server.requests()).containsExactly(PATH, PATH + " bytes=" + sent + "-");
        }
    }

    @Test
    void fetch_resumed_startsAgainWhereTheServerHasNoRanges() throws Exception {
        Files.write(style.part(), style.start(100));
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.sendResponseHeaders(200, style.content().length);
            exchange.getResponseBody().write(style.content());
        })) {
            assertThat(style.fetch(server)).hasBinaryContent(style.content());
        }
    }

    @Test
    void fetch_resumed_startsAgainWhereThePartIsTooLong() throws Exception {
        Files.write(style.part(), new byte[style.content().length + 5]);
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            assertThat(style.fetch(server)).hasBinaryContent(style.content());
            assertThat(server.requests()).containsExactly(PATH + " bytes=" + (style.content().length + 5) + "-", PATH);
        }
    }

    @Test
    void fetch_resumed_takesACompletePartWithoutTheNetwork() throws Exception {
        Files.write(style.part(), style.content());
        assertThat(style.fetch(style.fetcher(NOWHERE))).hasBinaryContent(style.content());
    }

    @Test
    void fetch_resumed_refusesAnotherRangeThanItAskedFor() throws Exception {
        Files.write(style.part(), style.start(100));
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.getResponseHeaders().add("Content-Range", "bytes 50-99/1000");
            exchange.sendResponseHeaders(206, 50);
            exchange.getResponseBody().write(style.content(), 50, 50);
        })) {
            assertThatThrownBy(() -> style.fetch(server)).hasMessageContaining("from 100 on, got 'bytes 50-99/1000'");
        }
        assertThat(style.part()).hasBinaryContent(style.start(100));
    }

    @Test
    void fetch_wrongPart_isRemovedSoThatTheNextAttemptSucceeds() throws Exception {
        Files.write(style.part(), new byte[100]);
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            assertThatThrownBy(() -> style.fetch(server)).hasMessageContaining("removed");

            assertThat(style.fetch(server)).hasBinaryContent(style.content());
        }
    }

    @Test
    void fetch_endsWhenInterrupted() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.stalled(style.content(), 100))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread fetching = new Thread(() -> {
                try {
                    style.fetch(server, (bytes, total) -> {
                        if (bytes == 100) {
                            begun.countDown();
                        }
                    });
                } catch (IOException | InterruptedException | RuntimeException e) {
                    thrown.set(e);
                }
            });
            fetching.start();
            begun.await();
            fetching.interrupt();
            fetching.join();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
        assertThat(style.part()).hasBinaryContent(style.start(100));
    }
}
