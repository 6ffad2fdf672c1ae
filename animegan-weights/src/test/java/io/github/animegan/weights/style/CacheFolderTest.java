package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFolderTest {
    private static Properties on(String system) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("user.home", "/home/me");
        return properties;
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, OTHER, x, /home/me/.cache/animegan",
        "Linux, XDG_CACHE_HOME, /caches, /caches/animegan",
        "Linux, XDG_CACHE_HOME, relative, /home/me/.cache/animegan",
        "Linux, XDG_CACHE_HOME, '', /home/me/.cache/animegan",
        "Linux, ANIMEGAN_CACHE, /mine, /mine",
        "Mac OS X, OTHER, x, /home/me/Library/Caches/animegan",
        "Windows 11, LOCALAPPDATA, /local, /local/animegan",
        "Windows 11, OTHER, x, /home/me/AppData/Local/animegan"
    })
    void isBySystemAndEnvironment(String system, String variable, String value, String expected) {
        assertThat(CacheFolder.of(on(system), Map.of(variable, value))).isEqualTo(Path.of(expected));
    }

    @Test
    void isByTheSystemPropertyBeforeAll() {
        Properties properties = on("Linux");
        properties.setProperty("animegan.cache", "/property");

        assertThat(CacheFolder.of(properties, Map.of("ANIMEGAN_CACHE", "/mine")))
                .isEqualTo(Path.of("/property"));
    }
}
