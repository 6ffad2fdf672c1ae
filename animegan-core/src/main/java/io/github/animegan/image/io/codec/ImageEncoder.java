package io.github.animegan.image.io.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes pictures in one format. Immutable. */
@FunctionalInterface
public interface ImageEncoder {
    /**
     * Looks whether pictures can be written at all here, before any is made.
     *
     * @throws IOException if not, saying why and what to do
     */
    default void requireUsable() throws IOException {}

    /**
     * Writes a whole file.
     *
     * @param exif EXIF data from its TIFF header on, written as it is given
     * @param out is not closed
     * @throws IOException if the stream fails, or the format cannot hold the picture or the data
     */
    void write(BufferedImage image, Optional<byte[]> exif, OutputStream out) throws IOException;
}
