package io.github.animegan.image.io.tiff;

import io.github.animegan.image.io.codec.ImageFormat;
import io.github.animegan.image.io.codec.ImageMetadata;
import io.github.animegan.image.io.codec.ImagePlugIns;
import io.github.animegan.image.io.codec.Orientation;
import io.github.animegan.image.io.codec.PixelSource;
import io.github.animegan.image.io.codec.ReaderSource;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.IOException;
import java.util.Optional;

/**
 * The first picture of a TIFF or BigTIFF file. What is read is a list, {@link TiffColors} and {@link TiffCompression}; all else is
 * refused by name.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF revision 6.0</a>
 */
public final class TiffFile {
    private static final int ORIENTATION = 274;
    /** The tag of ICC profiles (ICC.1, annex B.4). */
    private static final int PROFILE = 34675;

    private final byte[] file;
    private final TiffTags tags;
    private final TiffLayout layout;

    /**
     * Reads what is besides the pixels.
     *
     * @throws UnsupportedImageException if its pixels are of a kind that is not read
     * @throws IOException if the pixels cannot be as it says
     */
    public TiffFile(byte[] file) throws IOException {
        this.file = file;
        this.tags = new TiffTags(file);
        this.layout = TiffLayout.of(tags);
    }

    public ImageMetadata metadata() {
        Optional<byte[]> profile = layout.colors().usesProfile() ? tags.bytes(PROFILE) : Optional.empty();
        return new ImageMetadata(
                layout.colors().components(),
                Optional.of(Orientation.of(tags.number(ORIENTATION, 1))),
                profile,
                Optional.empty(),
                Optional.empty(),
                tags.pages());
    }

    /** The pixels, not yet decoded. */
    public PixelSource source() throws IOException {
        if (layout.compression() != TiffCompression.FAX) {
            return new TiffDecoder(file, tags, layout);
        }
        boolean isFax = layout.samples() == 1
                && layout.bits() == 1
                && (layout.colors() == TiffColors.WHITE_IS_ZERO || layout.colors() == TiffColors.BLACK_IS_ZERO);
        if (!isFax) {
            throw new UnsupportedImageException("a telefax (TIFF) of " + layout.colors());
        }
        return ReaderSource.of(ImagePlugIns.reader(ImageFormat.TIFF), file);
    }
}
