package io.github.animegan.image.io;

import java.awt.image.BufferedImage;
import java.util.Objects;
import java.util.Optional;

/**
 * A picture file's picture, upright and in sRGB, and what the camera noted about it.
 *
 * @param exif as in the file: its orientation and thumbnail are those of the file, not of the picture
 */
public record Photo(BufferedImage image, Optional<Exif> exif) {
    public Photo {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(exif, "exif");
    }
}
