package io.github.animegan.image.io;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import javax.imageio.IIOException;

/**
 * What a TIFF file says of its first picture. The JDK's reader believes the file's numbers and allocates by them, so those are
 * checked first.
 *
 * @see <a href="https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf">TIFF revision 6.0</a>
 */
final class TiffFile {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int PROFILE = 34675;
    private static final int SEPARATED = 5;
    private static final int MOST_SAMPLES = 5;
    /** A tile may stick out of the picture, but not by more than this on both axes. */
    private static final int LARGEST_SMALL_TILE = 1024;

    private final byte[] file;
    private final TiffDirectory directory;

    TiffFile(byte[] file) throws IOException {
        this.file = file;
        this.directory = TiffDirectory.first(file).orElseThrow(() -> new IIOException("it has no directory"));
    }

    Container container() {
        int samples = directory.number(SAMPLES_PER_PIXEL).orElse(1);
        int components = isSeparated() ? 4 : samples >= 3 ? 3 : 1;
        Optional<byte[]> profile =
                directory.entry(PROFILE).map(entry -> Arrays.copyOfRange(file, entry.start(), entry.end()));
        Orientation orientation = Orientation.of(directory.number(ORIENTATION).orElse(1));
        return new Container(components, orientation, profile, Optional.empty());
    }

    PixelSource source() throws IOException {
        int width = require("width", WIDTH, Integer.MAX_VALUE);
        int height = require("height", HEIGHT, Integer.MAX_VALUE);
        if (directory.entry(SAMPLES_PER_PIXEL).isPresent()) {
            require("samples of a pixel", SAMPLES_PER_PIXEL, MOST_SAMPLES);
        }
        if (directory.entry(BITS_PER_SAMPLE).isPresent()) {
            require("bits of a sample", BITS_PER_SAMPLE, 32);
        }
        if (directory.entry(TILE_WIDTH).isPresent()
                || directory.entry(TILE_OFFSETS).isPresent()) {
            require("tiles' width", TILE_WIDTH, Math.max(LARGEST_SMALL_TILE, width));
            require("tiles' height", TILE_HEIGHT, Math.max(LARGEST_SMALL_TILE, height));
        } else if (directory.entry(STRIP_OFFSETS).isEmpty()) {
            throw new IIOException("it has no pixels");
        }
        return ReaderSource.of(ImagePlugIns.reader(ImageFormat.TIFF), file);
    }

    private boolean isSeparated() {
        return directory.number(PHOTOMETRIC).orElse(0) == SEPARATED;
    }

    private int require(String what, int tag, int greatest) throws IIOException {
        OptionalInt value = directory.number(tag);
        if (value.isEmpty() || value.getAsInt() < 1 || value.getAsInt() > greatest) {
            throw new IIOException("its " + what + " cannot be "
                    + (value.isPresent() ? value.getAsInt() : "missing or of another type"));
        }
        return value.getAsInt();
    }
}
