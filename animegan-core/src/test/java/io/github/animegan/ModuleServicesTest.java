package io.github.animegan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** On the module path a service may only be looked up by a module that says so; tests run on the class path, where nobody asks. */
class ModuleServicesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern LOOKUP = Pattern.compile("ServiceLoader\\.load\\(\\s*(\\w+)\\.class");

    @Test
    void everyServiceThatIsLookedUp_isUsedByTheModule() throws IOException {
        Set<String> lookedUp = new TreeSet<>();
        List<Path> sources;
        try (Stream<Path> all = Files.walk(SOURCES)) {
            sources = all.filter(file -> file.toString().endsWith(".java")).toList();
        }
        for (Path source : sources) {
            String text = Files.readString(source);
            Matcher lookup = LOOKUP.matcher(text);
            while (lookup.find()) {
                lookedUp.add(qualified(lookup.group(1), text));
            }
        }
        assertThat(lookedUp).hasSizeGreaterThanOrEqualTo(3);
        String module = Files.readString(Path.of("src", "main", "module", "module-info.java"));
        assertThat(lookedUp).allSatisfy(name -> assertThat(module).contains("uses " + name + ";"));
    }

    private static String qualified(String name, String text) {
        Matcher imported = Pattern.compile("import ([\\w.]+\\." + name + ");").matcher(text);
        Matcher own = Pattern.compile("package ([\\w.]+);").matcher(text);
        assertThat(own.find()).isTrue();
        return imported.find() ? imported.group(1) : own.group(1) + "." + name;
    }
}
