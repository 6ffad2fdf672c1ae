package io.github.animegan.bench.study;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the faces are in some well-known photos, by hand: the table {@code faces.csv}. */
final class Faces {
    private static final Map<String, Rectangle> BY_FILE = read();

    private Faces() {}

    /** The face in the photo of that file name, in the photo's own pixels. */
    static Optional<Rectangle> in(String fileName) {
        return Optional.ofNullable(BY_FILE.get(fileName)).map(Rectangle::new);
    }

    private static Map<String, Rectangle> read() {
        try (InputStream in = Objects.requireNonNull(Faces.class.getResourceAsStream("faces.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(
                            cells -> cells[0],
                            cells -> new Rectangle(
                                    Integer.parseInt(cells[1]),
                                    Integer.parseInt(cells[2]),
                                    Integer.parseInt(cells[3]),
                                    Integer.parseInt(cells[4]))));
        } catch (IOException e) {
            throw new UncheckedIOException("faces.csv", e);
        }
    }
}
