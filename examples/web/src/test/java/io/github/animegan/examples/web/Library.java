package io.github.animegan.examples.web;

import io.github.animegan.AnimeGan;
import io.github.animegan.face.FaceDetector;
import io.github.animegan.face.FaceDrawing;
import io.github.animegan.face.FacePolicy;
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
        return picture(photo, gan);
    }

    static byte[] picture(byte[] photo, String style, int size, FaceDetector detector, FacePolicy faces) {
        try (AnimeGan gan = AnimeGan.builder(style)
                .preprocess(Preprocessors.cap(size))
                .faces(FaceDrawing.of(detector, faces))
                .build()) {
            return picture(photo, gan);
        }
    }

    private static byte[] picture(byte[] photo, AnimeGan gan) {
        try {
            return gan.stylize(photo, PhotoWriter.png());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
