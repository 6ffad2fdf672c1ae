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
    /** A tile may stick out of the picture, but not by more than this on both axes. */
    private static final int LARGEST_SMALL_TILE = 1024;

    private final byte[] file;
    private final TiffDirectory directory;

    TiffFile(byte[] file) throws IOException {
        this.file = file;
        this.directory = new TiffStructure(file).first().orElseThrow(() -> new IIOException("it has no directory"));
    }

    Container container() {
        int samples = number(TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL).orElse(1);
        int components = isSeparated() ? 4 : samples >= 3 ? 3 : 1;
        Optional<byte[]> profile =
                TiffStructure.field(directory, INTER_COLOR_PROFILE).map(TiffField::getByteArrayValue);
        Orientation orientation =
                Orientation.of(number(TiffTagConstants.TIFF_TAG_ORIENTATION).orElse(1));
        return new Container(components, orientation, profile, Optional.empty());
    }

    PixelSource source() throws IOException {
        int width = require("width", TiffTagConstants.TIFF_TAG_IMAGE_WIDTH, Integer.MAX_VALUE);
        int height = require("height", TiffTagConstants.TIFF_TAG_IMAGE_LENGTH, Integer.MAX_VALUE);
        if (has(TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL)) {
            require("samples of a pixel", TiffTagConstants.TIFF_TAG_SAMPLES_PER_PIXEL, MOST_SAMPLES);
        }
        if (has(TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE)) {
            require("bits of a sample", TiffTagConstants.TIFF_TAG_BITS_PER_SAMPLE, 32);
        }
        if (has(TiffTagConstants.TIFF_TAG_TILE_WIDTH) || has(TiffTagConstants.TIFF_TAG_TILE_OFFSETS)) {
            require("tiles' width", TiffTagConstants.TIFF_TAG_TILE_WIDTH, Math.max(LARGEST_SMALL_TILE, width));
            require("tiles' height", TiffTagConstants.TIFF_TAG_TILE_LENGTH, Math.max(LARGEST_SMALL_TILE, height));
        } else if (!has(TiffTagConstants.TIFF_TAG_STRIP_OFFSETS)) {
            throw new IIOException("it has no pixels");
        }
        return ReaderSource.of(ImagePlugIns.reader(ImageFormat.TIFF), file);
    }

    private boolean isSeparated() {
        return number(TiffTagConstants.TIFF_TAG_PHOTOMETRIC_INTERPRETATION).orElse(0)
                == TiffTagConstants.PHOTOMETRIC_INTERPRETATION_VALUE_CMYK;
    }

    private boolean has(TagInfo tag) {
        return TiffStructure.field(directory, tag).isPresent();
    }

    private OptionalInt number(TagInfo tag) {
        return TiffStructure.number(directory, tag);
    }

    private int require(String what, TagInfo tag, int greatest) throws IIOException {
        OptionalInt value = number(tag);
        if (value.isEmpty() || value.getAsInt() < 1 || value.getAsInt() > greatest) {
            throw new IIOException("its " + what + " cannot be "
                    + (value.isPresent() ? value.getAsInt() : "missing or of another type"));
        }
        // The JDK's reader would take the last one, which is not the one that is checked here.
        if (directory.getDirectoryEntries().stream()
                        .filter(field -> field.getTag() == tag.tag)
                        .count()
                > 1) {
            throw new IIOException("its " + what + " is there twice");
        }
        return value.getAsInt();
    }
}
