package io.github.animegan.examples.web;

import io.github.animegan.AnimeGan;
import io.github.animegan.image.io.PhotoWriter;
import io.github.animegan.image.step.Preprocessors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the library makes of a photo when it is called directly: what the service must answer. */
final class Library {
    private static final Map<String, AnimeGan> GENERATORS = new ConcurrentHashMap<>();

    private Library() {}

    static byte[] picture(byte[] photo, String style, int size) {
        AnimeGan gan = GENERATORS.computeIfAbsent(
                style + size,
                key -> AnimeGan.builder(style)
                        .preprocess(Preprocessors.cap(size))
                        .build());
        try {
            return gan.stylize(photo, PhotoWriter.png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
