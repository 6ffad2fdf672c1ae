package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.animegan.model.Upsampling;
import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the façade finds styles; this module itself has none. */
class StylesTest {
    @TempDir
    private Path folder = Path.of("");

    private ClassLoader before = getClass().getClassLoader();

    /** Has two styles, of which one is broken. */
    public static final class TestProvider implements StyleProvider {
        @Override
        public List<String> names() {
            return List.of("first", "broken");
        }

        @Override
        public Optional<Style> load(String name) throws IOException {
            if (name.equals("broken")) {
                throw new IOException("broken: cut off");
            }
            StateDict weights = StateDict.of(Map.of("key", Tensor.zeros(1)));
            return names().contains(name) || name.equals("hidden")
                    ? Optional.of(new Style(name, Upsampling.HALF_PIXEL.in(weights)))
                    : Optional.empty();
        }
    }

    @BeforeEach
    void remember() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private void provide() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(StyleProvider.class.getName()), TestProvider.class.getName());
        URL[] classPath = {folder.toUri().toURL()};
        Thread.currentThread().setContextClassLoader(new URLClassLoader(classPath, before));
    }

    @Test
    void create_withoutProvider_namesTheArtifactToAdd() {
        assertThatThrownBy(AnimeGan::create)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add the artifact io.github.animegan:animegan-weights");
        assertThatThrownBy(() -> AnimeGan.create("sora"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("io.github.animegan:animegan-weights");
    }

    @Test
    void standard_isTheFirst() throws IOException {
        provide();

        assertThat(Styles.find().standard().name()).isEqualTo("first");
    }

    @Test
    void get_findsStylesThatAreNotAlwaysThere() throws IOException {
        provide();

        assertThat(Upsampling.of(Styles.find().get("hidden").weights())).contains(Upsampling.HALF_PIXEL);
    }

    @Test
    void get_saysWhatThereIs() throws IOException {
        provide();

        assertThatThrownBy(() -> AnimeGan.builder("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no style is called 'other'; there are first, broken");
        assertThatThrownBy(() -> AnimeGan.builder("broken"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("broken: cut off");
    }
}
