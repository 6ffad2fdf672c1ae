package io.github.animegan.examples.web;

import io.github.animegan.image.ImageSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The size that a photo's header claims, read without its pixels. */
final class PhotoHeader {
    private PhotoHeader() {}

    /** The size as the file has it, before any EXIF orientation; nothing where ImageIO cannot tell. */
    static Optional<ImageSize> size(byte[] photo) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(photo))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return Optional.of(new ImageSize(reader.getWidth(0), reader.getHeight(0)));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // Readers throw all kinds of exceptions at damaged files; the library's own reader then says what is wrong.
            return Optional.empty();
        }
    }
}
