package io.github.animegan.weights.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The styles are resources and their provider is a service: native-image, ProGuard and R8 must be told of both. */
class NamesForPackersTest {
    private static final Path RESOURCES = Path.of("src/main/resources");

    @Test
    void provider_isListed() throws IOException {
        List<String> providers =
                Files.readAllLines(RESOURCES.resolve("META-INF/services/io.github.animegan.StyleProvider"));
        assertThat(providers).isNotEmpty();
        for (String provider : providers) {
            assertThat(reachability()).contains("\"" + provider + "\"");
        }
        assertThat(Files.readString(RESOURCES.resolve("META-INF/proguard/animegan-weights.pro")))
                .contains("implements io.github.animegan.StyleProvider ");
    }

    @Test
    void everyResource_isListed() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("io"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String folder =
                        RESOURCES.relativize(file.getParent()).toString().replace('\\', '/');
                assertThat(reachability()).contains("\"glob\": \"" + folder + "/*\"");
            }
        }
    }

    private static String reachability() throws IOException {
        return Files.readString(RESOURCES.resolve(
                "META-INF/native-image/io.github.animegan/animegan-weights/reachability-metadata.json"));
    }
}
