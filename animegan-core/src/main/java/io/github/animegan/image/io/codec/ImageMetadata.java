package io.github.animegan.image.io.codec;

import io.github.animegan.image.color.ColorConversion;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a picture file says besides its pixels.
 *
 * @param components of a pixel, without alpha: 1 is gray, 3 is color, 4 is CMYK; 0 if unknown
 * @param orientation if the format itself has one, as TIFF does; otherwise EXIF data may have it
 * @param profile an ICC profile, not yet known to be a sound one
 * @param colors the conversion to sRGB by what the format itself says of its colors, for where there is no usable profile
 * @param exif EXIF data from its TIFF header on, not yet known to be sound
 * @param frames how many pictures the file has, of which the first is read: pages, or those of an animation
 */
public record ImageMetadata(
        int components,
        Optional<Orientation> orientation,
        Optional<byte[]> profile,
        Optional<ColorConversion> colors,
        Optional<byte[]> exif,
        int frames) {
    /** What stands in front of EXIF data in JPEG files, and in some WebP files. */
    public static final byte[] EXIF_PREFIX = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    /** The metadata of a file that says nothing. */
    public static ImageMetadata none() {
        return of(0, Optional.empty(), Optional.empty());
    }

    /** The metadata of a file of a format without an orientation of its own. */
    public static ImageMetadata of(int components, Optional<byte[]> profile, Optional<byte[]> exif) {
        return new ImageMetadata(components, Optional.empty(), profile, Optional.empty(), exif, 1);
    }

    /** The same, of a file with that many pictures. */
    public ImageMetadata withFrames(int count) {
        return new ImageMetadata(components, orientation, profile, colors, exif, count);
    }

    /** The same, with a conversion by what the format says of its colors. */
    public ImageMetadata withColors(Optional<ColorConversion> conversion) {
        return new ImageMetadata(components, orientation, profile, conversion, exif, frames);
    }
}
