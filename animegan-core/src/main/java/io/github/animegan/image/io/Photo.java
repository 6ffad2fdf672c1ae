package io.github.animegan.image.io;

import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture file's picture, upright and in sRGB, and what the camera noted about it.
 *
 * @param image TYPE_INT_RGB, or TYPE_INT_ARGB if any of it is transparent
 * @param exif as in the file: its orientation and thumbnail are those of the file, not of the picture
 */
public record Photo(BufferedImage image, Optional<Exif> exif) {
    /**
     * Takes what a reader found.
     *
     * @param image upright and in sRGB: TYPE_INT_RGB, or TYPE_INT_ARGB if any of it is transparent
     * @param exif as in the file; empty if it has none
     */
    public Photo {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(exif, "exif");
    }
}
