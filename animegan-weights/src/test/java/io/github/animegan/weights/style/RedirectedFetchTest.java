package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redirects are followed, but not without end and not out of https. */
class RedirectedFetchTest {
    private FetchFixture style;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        style = new FetchFixture(folder);
    }

    @Test
    void fetch_followsRedirects() throws Exception {
        try (StyleServer target = new StyleServer(StyleServer.file(style.content()));
                StyleServer server = new StyleServer(StyleServer.redirect(target.address() + "/elsewhere"))) {
            assertThat(style.fetch(server)).hasBinaryContent(style.content());
            assertThat(target.requests()).containsExactly("/elsewhere");
        }
    }

    @Test
    void fetch_followsRedirectsFromHttpsToHttps(@TempDir Path folder) throws Exception {
        SSLContext certificate = TestCertificate.make(folder);
        try (StyleServer target = new StyleServer(certificate, StyleServer.file(style.content()));
                StyleServer server = new StyleServer(certificate, StyleServer.redirect(target.address() + "/there"))) {
            TestCertificate.trusting(
                    certificate, () -> assertThat(style.fetch(server)).hasBinaryContent(style.content()));
            assertThat(target.requests()).containsExactly("/there");
        }
    }

    @Test
    void fetch_refusesRedirectsFromHttpsToHttp(@TempDir Path folder) throws Exception {
        SSLContext certificate = TestCertificate.make(folder);
        try (StyleServer target = new StyleServer(StyleServer.file(style.content()));
                StyleServer server = new StyleServer(certificate, StyleServer.redirect(target.address() + "/there"))) {
            TestCertificate.trusting(
                    certificate,
                    () -> assertThatThrownBy(() -> style.fetch(server))
                            .isInstanceOf(IOException.class)
                            .hasMessage(server.address() + PATH + ": the server answers 302 to " + target.address()
                                    + "/there, which is not followed"));
            assertThat(target.requests()).isEmpty();
        }
        assertThat(style.files()).isEmpty();
    }

    @Test
    void fetch_givesUpOnRedirectsWithoutEnd() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.redirect(PATH))) {
            assertThatThrownBy(() -> style.fetch(server))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("302");
        }
    }
}
