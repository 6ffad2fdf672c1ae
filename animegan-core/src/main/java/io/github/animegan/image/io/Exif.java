package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.apache.commons.imaging.formats.tiff.AbstractTiffElement;
import org.apache.commons.imaging.formats.tiff.TiffDirectory;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;

/**
 * What a camera noted about a photo: EXIF data as JPEG, PNG and WebP files carry it, kept byte for byte. Immutable.
 *
 * <p>It may say where the photo was taken.
 *
 * @see <a href="https://www.cipa.jp/std/documents/download_e.html?DC-008-Translation-2023-E">CIPA DC-008, Exif 3.0</a>
 */
public final class Exif {
    /** JPEG files cannot have more than 64 KB of it, other files anything. */
    static final int MOST_BYTES = 1 << 20;

    /** Data may end with their directory, and lack its pointer to a next one. */
    private static final int PADDING = TiffConstants.DIRECTORY_FOOTER_LENGTH;
    /** Behind the main directory there is a thumbnail's, if any; a hostile file may have a ring of them. */
    private static final int MOST_THUMBNAILS = 4;

    private final byte[] tiff;
    private final Orientation orientation;

    private Exif(byte[] tiff, Orientation orientation) {
        this.tiff = tiff;
        this.orientation = orientation;
    }

    /**
     * The EXIF data in these bytes, a TIFF structure; empty if they are none or too many. The array is the instance's from now
     * on.
     */
    static Optional<Exif> of(byte[] tiff) {
        if (tiff.length > MOST_BYTES) {
            return Optional.empty();
        }
        return new TiffStructure(Arrays.copyOf(tiff, tiff.length + PADDING))
                .first()
                .map(main -> TiffStructure.number(main, TiffTagConstants.TIFF_TAG_ORIENTATION))
                .map(number -> new Exif(tiff, Orientation.of(number.orElse(1))));
    }

    /** The data from its TIFF header on, without the format's own prefix. */
    public byte[] toByteArray() {
        return tiff.clone();
    }

    Orientation orientation() {
        return orientation;
    }

    /**
     * The same data for an upright picture of the given size, made of the photo: with that size, orientation 1 and without the
     * thumbnail, which would show the photo. Everything else stays at its place, as makers' notes may hold offsets that nobody
     * else understands; the library's writers move it (decision 7).
     */
    Exif forUpright(ImageSize size) {
        byte[] edited = Arrays.copyOf(tiff, tiff.length + PADDING);
        TiffStructure structure = new TiffStructure(edited);
        TiffDirectory main = structure.first().orElseThrow();
        Optional<TiffDirectory> details = structure.child(main, ExifTagConstants.EXIF_TAG_EXIF_OFFSET);
        BitSet dropped = bytesOfThumbnails(structure, main);
        dropped.andNot(bytesOfPhoto(structure, main, details));

        details.ifPresent(directory -> {
            structure.overwrite(directory, ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH, size.width());
            structure.overwrite(directory, ExifTagConstants.EXIF_TAG_EXIF_IMAGE_LENGTH, size.height());
        });
        structure.overwrite(main, TiffTagConstants.TIFF_TAG_ORIENTATION, 1);
        structure.unlinkNext(main);
        return new Exif(without(dropped, edited, tiff.length), Orientation.UPRIGHT);
    }

    private static BitSet bytesOfPhoto(TiffStructure structure, TiffDirectory main, Optional<TiffDirectory> details) {
        BitSet bytes = new BitSet();
        bytes.set(0, TiffConstants.HEADER_SIZE);
        mark(main, bytes);
        details.ifPresent(directory -> mark(directory, bytes));
        structure.child(main, ExifTagConstants.EXIF_TAG_GPSINFO).ifPresent(directory -> mark(directory, bytes));
        details.flatMap(directory -> structure.child(directory, ExifTagConstants.EXIF_TAG_INTEROP_OFFSET))
                .ifPresent(directory -> mark(directory, bytes));
        return bytes;
    }

    private static BitSet bytesOfThumbnails(TiffStructure structure, TiffDirectory main) {
        BitSet bytes = new BitSet();
        Optional<TiffDirectory> thumbnail = structure.next(main);
        for (int i = 0; i < MOST_THUMBNAILS && thumbnail.isPresent(); i++) {
            mark(thumbnail.get(), bytes);
            markPictures(thumbnail.get(), bytes);
            thumbnail = structure.next(thumbnail.get());
        }
        return bytes;
    }

    private static void mark(TiffDirectory directory, BitSet bytes) {
        mark((AbstractTiffElement) directory, bytes);
        for (TiffField field : directory) {
            if (!field.isLocalValue()) {
                mark(field.getOversizeValueElement(), bytes);
            }
        }
    }

    private static void markPictures(TiffDirectory directory, BitSet bytes) {
        try {
            if (directory.hasJpegImageData()) {
                mark(directory.getJpegRawImageDataElement(), bytes);
            }
            if (directory.hasTiffImageData()) {
                directory.getTiffRawImageDataElements().forEach(picture -> mark(picture, bytes));
            }
        } catch (IOException | RuntimeException incomplete) {
            return; // it does not say where they lie
        }
    }

    private static void mark(AbstractTiffElement element, BitSet bytes) {
        long start = Math.max(0, Math.min(element.offset, MOST_BYTES + PADDING));
        long end = Math.min(element.offset + element.length, MOST_BYTES + PADDING);
        if (start < end) {
            bytes.set((int) start, (int) end);
        }
    }

    /** Blanks the bytes to drop, and cuts them off at the end. */
    private static byte[] without(BitSet dropped, byte[] tiff, int length) {
        int rest = length;
        while (rest > 0 && dropped.get(rest - 1)) {
            rest--;
        }
        byte[] kept = Arrays.copyOf(tiff, rest);
        for (int i = dropped.nextSetBit(0); i >= 0 && i < rest; i = dropped.nextSetBit(i + 1)) {
            kept[i] = 0;
        }
        return kept;
    }
}
