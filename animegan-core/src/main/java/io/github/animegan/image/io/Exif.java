package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.Orientation;
import io.github.animegan.image.io.tiff.ExifDirectories;
import java.util.Optional;

/**
 * What a camera noted about a photo: EXIF data as JPEG, PNG and WebP files carry it, kept byte for byte. Immutable.
 *
 * <p>It may say where the photo was taken.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">CIPA DC-008, Exif 3.0</a>
 */
public final class Exif {
    /** JPEG files cannot have more than 64 KB of it, other files anything. */
    private static final int MOST_BYTES = 1 << 20;

    private final byte[] tiff;
    private final Orientation orientation;

    private Exif(byte[] tiff, Orientation orientation) {
        this.tiff = tiff;
        this.orientation = orientation;
    }

    /**
     * The EXIF data in these bytes, a TIFF structure; empty if they are none, damaged at the beginning, or too many. The array
     * is the instance's from now on.
     */
    static Optional<Exif> of(byte[] tiff) {
        return tiff.length > MOST_BYTES
                ? Optional.empty()
                : ExifDirectories.of(tiff).map(directories -> new Exif(tiff, directories.orientation()));
    }

    /** {@return a copy of the data from its TIFF header on, without the format's own prefix} */
    public byte[] toByteArray() {
        return tiff.clone();
    }

    Orientation orientation() {
        return orientation;
    }

    /**
     * The same data for an upright picture of the given size, made of the photo: with that size, orientation 1 and without the
     * thumbnail, which would show the photo.
     */
    Exif forUpright(ImageSize size) {
        return new Exif(ExifDirectories.of(tiff).orElseThrow().forUpright(size), Orientation.UPRIGHT);
    }
}
