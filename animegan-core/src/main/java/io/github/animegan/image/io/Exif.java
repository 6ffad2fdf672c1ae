package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * What a camera noted about a photo: EXIF data as JPEG, PNG and WebP files carry it, kept byte for byte. Immutable.
 *
 * <p>It may say where the photo was taken.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">CIPA DC-008, Exif 3.0</a>
 */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int GPS_DIRECTORY = 0x8825;
    private static final int INTEROPERABILITY_DIRECTORY = 0xa005;
    private static final int PIXEL_WIDTH = 0xa002;
    private static final int PIXEL_HEIGHT = 0xa003;

    private final byte[] tiff;

    private Exif(byte[] tiff) {
        this.tiff = tiff;
    }

    /** The EXIF data in these bytes, a TIFF structure; empty if they are none. The array is the instance's from now on. */
    static Optional<Exif> of(byte[] tiff) {
        return TiffDirectory.first(tiff).map(directory -> new Exif(tiff));
    }

    /** The data from its TIFF header on, without the format's own prefix. */
    public byte[] toByteArray() {
        return tiff.clone();
    }

    Orientation orientation() {
        return TiffDirectory.first(tiff)
                .map(directory -> directory.number(ORIENTATION))
                .map(value -> Orientation.of(value.orElse(1)))
                .orElse(Orientation.UPRIGHT);
    }

    /**
     * The same data for an upright picture of the given size, made of the photo: with that size, orientation 1 and without the
     * thumbnail, which would show the photo. Numbers are overwritten where they are and everything else stays at its place, as
     * makers' notes may hold offsets that nobody else understands.
     */
    Exif forUpright(ImageSize size) {
        byte[] copy = tiff.clone();
        TiffDirectory main = TiffDirectory.first(copy).orElseThrow();
        main.setNumber(ORIENTATION, 1);
        main.child(EXIF_DIRECTORY).ifPresent(details -> {
            details.setNumber(PIXEL_WIDTH, size.width());
            details.setNumber(PIXEL_HEIGHT, size.height());
        });
        Optional<TiffDirectory> thumbnail = main.next();
        main.unlinkNext();
        return thumbnail
                .map(directory -> new Exif(without(bytesOfThumbnail(directory, copy.length), bytesOfPhoto(main), copy)))
                .orElseGet(() -> new Exif(copy));
    }

    private static BitSet bytesOfPhoto(TiffDirectory main) {
        BitSet bytes = new BitSet();
        bytes.set(0, TiffDirectory.HEADER_LENGTH);
        Optional<TiffDirectory> details = main.child(EXIF_DIRECTORY);
        addTo(bytes, main);
        details.ifPresent(directory -> addTo(bytes, directory));
        main.child(GPS_DIRECTORY).ifPresent(directory -> addTo(bytes, directory));
        details.flatMap(directory -> directory.child(INTEROPERABILITY_DIRECTORY))
                .ifPresent(directory -> addTo(bytes, directory));
        return bytes;
    }

    private static BitSet bytesOfThumbnail(TiffDirectory thumbnail, int tiffLength) {
        BitSet bytes = new BitSet();
        addTo(bytes, thumbnail);
        int offset = thumbnail.number(THUMBNAIL_OFFSET).orElse(0);
        int length = thumbnail.number(THUMBNAIL_LENGTH).orElse(0);
        bytes.set(Math.min(offset, tiffLength), (int) Math.min(tiffLength, (long) offset + length));
        return bytes;
    }

    private static void addTo(BitSet bytes, TiffDirectory directory) {
        bytes.set(directory.start(), directory.end());
        directory.entries().forEach(entry -> bytes.set(entry.start(), entry.end()));
    }

    /** Blanks the bytes to drop, except those to keep, and cuts them off at the end. */
    private static byte[] without(BitSet dropped, BitSet kept, byte[] tiff) {
        dropped.andNot(kept);
        int length = tiff.length;
        while (length > 0 && dropped.get(length - 1)) {
            length--;
        }
        byte[] rest = Arrays.copyOf(tiff, length);
        for (int i = dropped.nextSetBit(0); i >= 0 && i < length; i = dropped.nextSetBit(i + 1)) {
            rest[i] = 0;
        }
        return rest;
    }
}
