package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * GraalVM's native-image, ProGuard and R8 leave out classes that are named by strings only, unless they are told. Every such name
 * in this library's own class files must be in what the jar tells them. native-image itself is not run.
 */
class NamesForPackersTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final Pattern CLASS_NAME = Pattern.compile("(?:[a-z][a-z0-9_]*\\.){2,}[A-Z]\\w*");

    @Test
    void everyClassThatIsNamedByAString_isListed() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CLASSES)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> named.addAll(strings(file)));
        }
        named.removeIf(text -> !CLASS_NAME.matcher(text).matches());
        assertThat(named).as("names found in class files").contains("org.nd4j.linalg.factory.Nd4j");
        assertListed(named);
    }

    @Test
    void everyService_isListed() throws IOException {
        Set<String> services = new TreeSet<>();
        try (Stream<Path> files = Files.list(CLASSES.resolve("META-INF/services"))) {
            for (Path file : files.toList()) {
                services.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
                assertThat(reachability()).contains("\"META-INF/services/" + file.getFileName() + "\"");
                assertThat(keepRules()).contains("implements " + file.getFileName() + " ");
            }
        }
        assertThat(services).isNotEmpty();
        assertThat(reachability()).contains(quoted(services));
    }

    private static void assertListed(Set<String> names) throws IOException {
        assertThat(reachability()).contains(quoted(names));
        assertThat(keepRules())
                .contains(names.stream().map(name -> "-keep class " + name).collect(Collectors.toList()));
    }

    private static Iterable<String> quoted(Set<String> names) {
        return names.stream().map(name -> '"' + name + '"').toList();
    }

    private static String reachability() throws IOException {
        return Files.readString(
                CLASSES.resolve("META-INF/native-image/io.github.animegan/animegan-core/reachability-metadata.json"));
    }

    private static String keepRules() throws IOException {
        return Files.readString(CLASSES.resolve("META-INF/proguard/animegan-core.pro"));
    }

    /** The string constants of a class file, JVMS 4.4. */
    private static Set<String> strings(Path classFile) {
        try (InputStream file = Files.newInputStream(classFile);
                DataInputStream in = new DataInputStream(new BufferedInputStream(file))) {
            in.skipNBytes(8); // magic and version
            int count = in.readUnsignedShort();
            Map<Integer, String> texts = new TreeMap<>();
            Set<Integer> strings = new TreeSet<>();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // takes two entries
                    }
                    default -> throw new IOException(classFile + ": constant of kind " + tag);
                }
            }
            return strings.stream()
                    .map(texts::get)
                    .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
