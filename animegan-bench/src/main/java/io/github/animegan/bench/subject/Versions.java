package io.github.animegan.bench.subject;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** The versions of the libraries that this module was built with. */
public final class Versions {
    private static final Properties VERSIONS = load();

    private Versions() {}

    private static Properties load() {
        Properties versions = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
            versions.load(Objects.requireNonNull(in, "versions.properties"));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version of {@code animegan}, {@code nd4j}, {@code onnxruntime}, {@code djl} or {@code pytorch}. */
    public static String of(String library) {
        return VERSIONS.getProperty(library, "?");
    }
}
