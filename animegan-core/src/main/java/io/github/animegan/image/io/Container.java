package io.github.animegan.image.io;

import java.util.Optional;

/**
 * What a picture file says besides its pixels.
 *
 * @param components of a pixel, without alpha: 1 is grey, 3 is colour, 4 is CMYK; 0 if unknown
 * @param profile an ICC profile, not yet known to be a sound one
 */
record Container(int components, Orientation orientation, Optional<byte[]> profile, Optional<Exif> exif) {
    /** Of a file that says nothing. */
    static Container plain() {
        return new Container(0, Orientation.UPRIGHT, Optional.empty(), Optional.empty());
    }

    static Container of(int components, Optional<byte[]> profile, Optional<Exif> exif) {
        return new Container(components, exif.map(Exif::orientation).orElse(Orientation.UPRIGHT), profile, exif);
    }
}
