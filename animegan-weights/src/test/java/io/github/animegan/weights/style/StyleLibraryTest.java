package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.AnimeGan;
import io.github.animegan.Backend;
import io.github.animegan.Style;
import io.github.animegan.file.Sha256;
import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.Shape;
import io.github.animegan.tensor.Tensor;
import io.github.animegan.weights.style.StyleLibrary.Availability;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StyleLibraryTest {
    @TempDir
    private Path folder = Path.of("");

    private byte[] content = {};
    private StyleLibrary library = StyleLibrary.standard();

    @BeforeEach
    void prepare() throws IOException {
        content = TestStyles.checkpoint(folder, 1);
        library = StyleLibrary.of(
                TestStyles.catalog(folder, content, content, URI.create("https://example.org")),
                folder.resolve("styles"));
    }

    private Path fetched() throws IOException {
        CatalogEntry entry = library.catalog().get("remote");
        Files.createDirectories(library.folder());
        return library.file(entry, (StyleSource.Fetchable) entry.source());
    }

    @Test
    void load_builtIn_isReadyToRun() throws IOException {
        Style tiny = library.load("tiny");

        assertThat(tiny.name()).isEqualTo("tiny");
        assertThat(Upsampling.of(tiny.weights())).contains(Upsampling.HALF_PIXEL);
        try (AnimeGan gan = AnimeGan.builder(tiny).backend(Backend.PLAIN).build()) {
            assertThat(gan.run(Tensor.zeros(1, 32, 32, 3)).shape()).isEqualTo(Shape.of(1, 32, 32, 3));
        }
    }

    @Test
    void load_builtIn_damaged_isRefused() throws IOException {
        content[content.length - 1]++;
        Files.write(folder.resolve("tiny.safetensors"), content);

        assertThatThrownBy(() -> library.load("tiny"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("tiny.safetensors: its SHA-256 is", Sha256.of(content));
    }

    @Test
    void load_remote_hasToBeFetchedFirst() {
        assertThat(library.availability(library.catalog().get("remote"))).isEqualTo(Availability.FETCHABLE);
        assertThatThrownBy(() -> library.load("remote"))
                .isInstanceOf(IOException.class)
                .hasMessage("the style 'remote' has to be fetched first: animegan fetch remote");
    }

    @Test
    void load_remote_damaged_isRefused() throws IOException {
        content[content.length - 1]++;
        Files.write(fetched(), content);

        assertThat(library.availability(library.catalog().get("remote"))).isEqualTo(Availability.FETCHED);
        assertThatThrownBy(() -> library.load("remote"))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(fetched().toString(), "git blob id " + GitBlob.of(content));
    }

    @Test
    void load_remote_tooLarge_isRefusedUnread() throws IOException {
        Files.write(fetched(), new byte[(int) TestStyles.MAX_BYTES + 1]);

        assertThatThrownBy(() -> library.load("remote")).hasMessageContaining("larger than the 1048576 bytes");
    }

    @Test
    void provider_isFoundByTheFacade() {
        CatalogStyleProvider provider = new CatalogStyleProvider();

        assertThat(provider.names())
                .isEqualTo(StyleCatalog.standard().builtIn().stream()
                        .map(CatalogEntry::name)
                        .toList());
        assertThatThrownBy(() -> AnimeGan.create("no-such-style"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no style is called 'no-such-style'");
    }
}
