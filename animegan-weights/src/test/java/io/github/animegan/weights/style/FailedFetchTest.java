package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at a server or on the way is told in one line, and leaves nothing wrong behind. */
class FailedFetchTest {
    private FetchFixture style;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        style = new FetchFixture(folder);
    }

    @Test
    void fetch_wrongBytes_areRemoved() throws Exception {
        byte[] wrong = style.otherContent();
        try (StyleServer server = new StyleServer(StyleServer.file(wrong))) {
            assertThatThrownBy(() -> style.fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(
                            server.address() + PATH, GitBlob.of(wrong), GitBlob.of(style.content()), "removed");
        }
        assertThat(style.files()).isEmpty();
    }

    @Test
    void fetch_tooLarge_isRefusedByItsAnnouncedLength() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.truncated(new byte[(int) TestStyles.MAX_BYTES + 1], 1))) {
            assertThatThrownBy(() -> style.fetch(server)).hasMessageContaining("more than the 1048576 bytes");
        }
        assertThat(style.files()).isEmpty();
    }

    @Test
    void fetch_tooLarge_isRefusedWhileReadingWhereNoLengthIsAnnounced() throws Exception {
        try (StyleServer server = new StyleServer(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked, without end
            while (true) {
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        })) {
            assertThatThrownBy(() -> style.fetch(server)).hasMessageContaining("more than the 1048576 bytes");
        }
        assertThat(style.files()).isEmpty();
    }

    @Test
    void fetch_saysWhatTheServerAnswers() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.status(404))) {
            assertThatThrownBy(() -> style.fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.address() + PATH + ": the server answers 404");
        }
        assertThat(style.files()).isEmpty();
    }

    @Test
    void fetch_saysThatNobodyListens() throws Exception {
        URI address;
        try (ServerSocket free = new ServerSocket(0)) {
            address = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        StyleFetcher.Builder fetcher = style.fetcher(address);

        assertThatThrownBy(() -> style.fetch(fetcher))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(address + PATH + ": the server cannot be reached");
    }

    @Test
    void fetch_givesUpOnAServerThatStalls() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.stalled(style.content(), 100))) {
            StyleFetcher.Builder fetcher = style.fetcher(server.address()).timeout(Duration.ofMillis(1500));

            assertThatThrownBy(() -> style.fetch(fetcher))
                    .isInstanceOf(IOException.class)
                    .hasMessage(server.address() + PATH + ": nothing came for 1500 ms");
        }
    }
}
