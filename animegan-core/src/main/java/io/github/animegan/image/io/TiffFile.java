package io.github.animegan.image.io;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.IIOException;
import org.apache.commons.imaging.formats.tiff.TiffDirectory;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.fieldtypes.AbstractFieldType;
import org.apache.commons.imaging.formats.tiff.taginfos.TagInfo;

/**
 * What a TIFF file says of its first picture. The JDK's reader believes the file's numbers and allocates by them, so those are
 * checked first.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF revision 6.0</a>
 */
final class TiffFile {
    /** Of ICC.1, annex B.4; the library lacks it. */
    private static final TagInfo INTER_COLOR_PROFILE =
            new TagInfo("InterColorProfile", 34675, AbstractFieldType.UNDEFINED);

    private static final int MOST_SAMPLES = 5;
    private static final int MOST_BITS = 32;
    /** A tile may stick out of the picture, but not by more than this on both axes. */
    private static final int LARGEST_SMALL_TILE = 1024;

    private final byte[] file;
    private final Container container;

    /**
     * Reads what is besides the pixels.
     *
     * @throws IOException if the pixels cannot be as it says
     */
    TiffFile(byte[] file) throws IOException {
        this.file = file;
        // Not kept: its values may be as large as the file.
        TiffDirectory directory =
                new TiffStructure(file).first().orElseThrow(() -> new IIOException("it has no directory"));
        this.container = container(directory);
        requirePlausible(directory);
    }

    Container container() {
        return container;
    }

    PixelSource source() throws IOException {
        return ReaderSource.of(ImagePlugIns.reader(ImageFormat.TIFF), file);
    }

    private static Container container(TiffDirectory directory) {
        int photometric = TiffStructure.number(directory, TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION)
                .orElse(0);
        int samples = TiffStructure.number(directory, TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL)
                .orElse(1);
        int components =
                photometric == TiffTagConstants.PHOTOMETRIC_INTERPRETATION_VALUE_CMYK ? 4 : samples >= 3 ? 3 : 1;
        Orientation orientation = Orientation.of(TiffStructure.number(directory, TiffTagConstants.TIFF_TAG_ORIENTATION)
                .orElse(1));
        Optional<byte[]> profile =
                TiffStructure.field(directory, INTER_COLOR_PROFILE).map(TiffField::getByteArrayValue);
        return new Container(components, orientation, profile, Optional.empty());
    }

    private static void requirePlausible(TiffDirectory directory) throws IIOException {
        int width = require("width", directory, TiffTagConstants.TIFF_TAG_IMAGE_WIDTH, Integer.MAX_VALUE);
        int height = require("height", directory, TiffTagConstants.TIFF_TAG_IMAGE_LENGTH, Integer.MAX_VALUE);
        if (has(directory, TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL)) {
            require("samples of a pixel", directory, TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL, MOST_SAMPLES);
        }
        if (has(directory, TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE)) {
            require("bits of a sample", directory, TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE, MOST_BITS);
        }
        if (has(directory, TiffTagConstants.TIFF_TAG_TILE_WIDTH)
                || has(directory, TiffTagConstants.TIFF_TAG_TILE_OFFSETS)) {
            int widest = Math.max(LARGEST_SMALL_TILE, width);
            int highest = Math.max(LARGEST_SMALL_TILE, height);
            require("tiles' width", directory, TiffTagConstants.TIFF_TAG_TILE_WIDTH, widest);
            require("tiles' height", directory, TiffTagConstants.TIFF_TAG_TILE_LENGTH, highest);
        } else if (!has(directory, TiffTagConstants.TIFF_TAG_STRIP_OFFSETS)) {
            throw new IIOException("it has no pixels");
        }
    }

    private static boolean has(TiffDirectory directory, TagInfo tag) {
        return TiffStructure.field(directory, tag).isPresent();
    }

    private static int require(String what, TiffDirectory directory, TagInfo tag, int greatest) throws IIOException {
        OptionalInt value = TiffStructure.number(directory, tag);
        if (value.isEmpty() || value.getAsInt() < 1 || value.getAsInt() > greatest) {
            throw new IIOException("its " + what + " cannot be "
                    + (value.isPresent() ? value.getAsInt() : "missing or of another type"));
        }
        long entries = directory.getDirectoryEntries().stream()
                .filter(field -> field.getTag() == tag.tag)
                .count();
        if (entries > 1) { // of which the JDK's reader would take another one
            throw new IIOException("its " + what + " is there twice");
        }
        return value.getAsInt();
    }
}
