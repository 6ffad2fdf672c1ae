package io.github.animegan.image.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes pictures in one format. Immutable. */
@FunctionalInterface
interface Encoder {
    /** Writes a whole file to a stream, which is not closed, with EXIF data as it is given. */
    void write(BufferedImage image, Optional<Exif> exif, OutputStream out) throws IOException;
}
