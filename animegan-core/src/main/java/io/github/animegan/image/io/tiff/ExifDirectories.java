package io.github.animegan.image.io.tiff;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.Orientation;
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
 * The directories of EXIF data. A class of its own, so that a photo without such data needs nothing of Commons Imaging.
 */
public final class ExifDirectories {
    /** Data may end with their only directory, and lack its pointer to a next one. */
    private static final int PADDING = TiffConstants.DIRECTORY_FOOTER_LENGTH;
    /** Behind the main directory there is a thumbnail's, if any; a hostile file may have a ring of them. */
    private static final int MOST_THUMBNAILS = 4;

    private final byte[] tiff;
    private final TiffStructure structure;
    private final TiffDirectory main;

    private ExifDirectories(byte[] tiff, TiffStructure structure, TiffDirectory main) {
        this.tiff = tiff;
        this.structure = structure;
        this.main = main;
    }

    /** Empty if the bytes are none, or damaged at the beginning. */
    public static Optional<ExifDirectories> of(byte[] tiff) {
        byte[] padded = Arrays.copyOf(tiff, tiff.length + PADDING);
        TiffStructure structure = new TiffStructure(padded);
        return structure.first().map(main -> new ExifDirectories(padded, structure, main));
    }

    public Orientation orientation() {
        return Orientation.of(TiffStructure.number(main, TiffTagConstants.TIFF_TAG_ORIENTATION)
                .orElse(1));
    }

    /**
     * The same data for an upright picture of the given size, without the thumbnail; may be called once. Everything that is kept stays at its place, as makers' notes
     * may hold offsets that nobody else understands. The library's own writers move things, or damage the notes (decision 7).
     */
    public byte[] forUpright(ImageSize size) {
        Optional<TiffDirectory> details = structure.child(main, ExifTagConstants.EXIF_TAG_EXIF_OFFSET);
        BitSet dropped = bytesOfThumbnails();
        dropped.andNot(bytesOfPhoto(details));

        structure.unlinkNext(main);
        details.ifPresent(directory -> {
            structure.overwrite(directory, ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH, size.width());
            structure.overwrite(directory, ExifTagConstants.EXIF_TAG_EXIF_IMAGE_LENGTH, size.height());
        });
        structure.overwrite(main, TiffTagConstants.TIFF_TAG_ORIENTATION, 1);
        return without(dropped);
    }

    private BitSet bytesOfPhoto(Optional<TiffDirectory> details) {
        BitSet bytes = new BitSet();
        bytes.set(0, TiffConstants.HEADER_SIZE);
        mark(main, bytes);
        structure.child(main, ExifTagConstants.EXIF_TAG_GPSINFO).ifPresent(gps -> mark(gps, bytes));
        details.ifPresent(directory -> {
            mark(directory, bytes);
            structure
                    .child(directory, ExifTagConstants.EXIF_TAG_INTEROP_OFFSET)
                    .ifPresent(interoperability -> mark(interoperability, bytes));
        });
        return bytes;
    }

    private BitSet bytesOfThumbnails() {
        BitSet bytes = new BitSet();
        Optional<TiffDirectory> thumbnail = structure.next(main);
        for (int i = 0; i < MOST_THUMBNAILS && thumbnail.isPresent(); i++) {
            mark(thumbnail.get(), bytes);
            markPictures(thumbnail.get(), bytes);
            thumbnail = structure.next(thumbnail.get());
        }
        return bytes;
    }

    private void mark(TiffDirectory directory, BitSet bytes) {
        markElement(directory, bytes);
        for (TiffField field : directory) {
            if (!field.isLocalValue()) {
                markElement(field.getOversizeValueElement(), bytes);
            }
        }
    }

    private void markPictures(TiffDirectory directory, BitSet bytes) {
        try {
            if (directory.hasJpegImageData()) {
                markElement(directory.getJpegRawImageDataElement(), bytes);
            }
            if (directory.hasTiffImageData()) {
                directory.getTiffRawImageDataElements().forEach(picture -> markElement(picture, bytes));
            }
        } catch (IOException | RuntimeException incomplete) {
            return; // nobody can find them then
        }
    }

    private void markElement(AbstractTiffElement element, BitSet bytes) {
        int start = (int) Math.max(0, Math.min(element.offset, tiff.length));
        int end = (int) Math.max(start, Math.min(element.offset + element.length, tiff.length));
        bytes.set(start, end);
    }

    /** Blanks the bytes to drop, and cuts them off at the end. */
    private byte[] without(BitSet dropped) {
        int length = tiff.length - PADDING;
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
