package io.github.animegan.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.animegan.tensor.StateDict;
import io.github.animegan.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The checkpoints that {@code src/test/python/make_checkpoints.py} made. */
final class Fixtures {
    private static final String EXPECTED = ".expected.safetensors";

    private Fixtures() {}

    static byte[] bytes(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/checkpoints/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StateDict read(String name) throws IOException {
        return Checkpoints.read(bytes(name), name);
    }

    /** What Python says is in the fixture. */
    static StateDict expected(String name) throws IOException {
        String stem = name.endsWith(".pt") ? name.substring(0, name.length() - 3) : name;
        return read(stem + EXPECTED);
    }

    static List<String> readable() {
        return all().filter(name -> !name.startsWith("refused")).toList();
    }

    static List<String> refused() {
        return all().filter(name -> name.startsWith("refused")).toList();
    }

    private static Stream<String> all() {
        try {
            Path folder = Path.of(Objects.requireNonNull(Fixtures.class.getResource("/checkpoints"))
                    .toURI());
            try (Stream<Path> files = Files.list(folder)) {
                return files
                        .map(file -> file.getFileName().toString())
                        .filter(name -> !name.endsWith(EXPECTED))
                        .sorted()
                        .toList()
                        .stream();
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares keys, their order, shapes and every element, and says where they differ. */
    static void assertSame(StateDict actual, StateDict expected) {
        assertThat(actual.keys()).containsExactlyElementsOf(expected.keys());
        expected.asMap().forEach((key, tensor) -> {
            Tensor other = actual.get(key);
            assertThat(other.shape()).as(key).isEqualTo(tensor.shape());
            for (int i = 0; i < tensor.data().length; i++) {
                if (Float.compare(other.data()[i], tensor.data()[i]) != 0) {
                    throw new AssertionError(
                            key + "[" + i + "]: expected " + tensor.data()[i] + " but was " + other.data()[i]);
                }
            }
        });
    }
}
