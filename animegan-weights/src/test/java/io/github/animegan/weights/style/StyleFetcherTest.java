package io.github.animegan.weights.style;

import static io.github.animegan.weights.style.FetchFixture.NOWHERE;
import static io.github.animegan.weights.style.FetchFixture.SILENT;
import static io.github.animegan.weights.style.TestStyles.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.weights.Checkpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fetch does, where it goes, and when it does not. */
class StyleFetcherTest {
    private FetchFixture style;

    @BeforeEach
    void prepare(@TempDir Path folder) throws IOException {
        style = new FetchFixture(folder);
    }

    @Test
    void fetch_storesTheFileAndTellsHowFarItIs() throws Exception {
        List<Long> told = new ArrayList<>();
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            Path file = style.fetch(server, (bytes, total) -> {
                assertThat(total).hasValue(style.content().length);
                told.add(bytes);
            });

            assertThat(file).hasBinaryContent(style.content());
            assertThat(server.requests()).containsExactly(PATH);
        }
        assertThat(told).isSorted().first().isEqualTo(0L);
        assertThat(told).last().isEqualTo((long) style.content().length);
        assertThat(style.files()).hasSize(1);
        assertThat(style.library(NOWHERE).load("remote").weights().keys())
                .containsExactlyElementsOf(
                        Checkpoints.read(style.content(), "it").keys());
    }

    @Test
    void fetch_again_needsNoNetwork() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            style.fetch(server);
        }
        assertThat(style.fetch(style.fetcher(NOWHERE))).hasBinaryContent(style.content());
    }

    @Test
    void fetch_replacesAFileThatIsDamaged() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            Path file = style.fetch(server);
            Files.writeString(file, "damaged");

            assertThat(style.fetch(server)).isEqualTo(file).hasBinaryContent(style.content());
        }
    }

    @Test
    void fetch_underAnotherLicence_isRefusedBeforeAnyRequest() throws Exception {
        Licence right = style.licence();
        Licence another = style.library(NOWHERE).catalog().get("tiny").licence();
        Licence withOtherTerms = new Licence(right.name(), right.url(), "Do as you like.", right.commercialUse());

        refuses(another, "the licence of 'remote' is Theirs, accepted was Apache-2.0");
        refuses(withOtherTerms, "the licence of 'remote' is Theirs, accepted was one of that name with other terms");
    }

    private void refuses(Licence accepted, String why) throws IOException {
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            StyleFetcher fetcher = style.fetcher(server.address()).build();

            assertThatThrownBy(() -> fetcher.fetch("remote", accepted, SILENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(why);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void fetch_ofABuiltInStyle_isRefused() throws Exception {
        StyleFetcher fetcher = style.fetcher(NOWHERE).build();

        assertThatThrownBy(() -> fetcher.fetch("tiny", style.licence(), SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the style 'tiny' is built in, there is nothing to fetch");
    }

    @Test
    void mirror_servesTheSamePath() throws Exception {
        try (StyleServer server = new StyleServer(StyleServer.file(style.content()))) {
            StyleFetcher.Builder fetcher =
                    style.fetcher(NOWHERE).mirror(server.address().resolve("/mirror/"));

            assertThat(style.fetch(fetcher)).hasBinaryContent(style.content());
            assertThat(server.requests()).containsExactly("/mirror" + PATH);
        }
    }

    @Test
    void mirror_mustBeAWebAddress() throws Exception {
        StyleFetcher.Builder fetcher = style.fetcher(NOWHERE);

        assertThatThrownBy(() -> fetcher.mirror(URI.create("file:/etc")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mirror(file:/etc)");
    }

    @Test
    void proxy_isAskedInsteadOfTheServer() throws Exception {
        try (StyleServer proxy = new StyleServer(StyleServer.file(style.content()))) {
            StyleFetcher.Builder fetcher = style.fetcher(URI.create("http://styles.invalid"))
                    .proxy(ProxySelector.of(new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), proxy.address().getPort())));

            assertThat(style.fetch(fetcher)).hasBinaryContent(style.content());
            assertThat(proxy.requests()).containsExactly(PATH);
        }
    }
}
