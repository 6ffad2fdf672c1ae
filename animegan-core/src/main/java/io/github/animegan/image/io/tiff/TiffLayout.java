package io.github.animegan.image.io.tiff;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.UnsupportedImageException;
import io.github.animegan.math.Ints;
import java.nio.ByteOrder;
import javax.imageio.IIOException;

/**
 * How the pixels of a TIFF file are stored, checked: what is not read is refused by name, and what cannot be is damaged.
 *
 * @param samples of a pixel, extra ones included
 * @param bits of a sample
 * @param isFloat whether samples are floating-point numbers from 0 to 1
 * @param alpha what the sample behind the colors is
 * @param isPlanar whether each sample has strips or tiles of its own
 * @param chunkSize the size of a tile; of a strip the width of the picture and the strip's rows
 * @param predictor 1 for none, 2 for differences along rows, 3 for those of floating-point numbers
 * @param isReversed whether the first pixel of a byte is in its lowest bit
 */
record TiffLayout(
        ImageSize size,
        TiffColors colors,
        int samples,
        int bits,
        boolean isFloat,
        Alpha alpha,
        boolean isPlanar,
        boolean isTiled,
        ImageSize chunkSize,
        TiffChunks chunks,
        TiffCompression compression,
        int predictor,
        boolean isReversed,
        ByteOrder order) {
    /** What an extra sample says. */
    enum Alpha {
        NONE,
        /** Colors have been multiplied by it. */
        PREMULTIPLIED,
        PLAIN
    }

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_LENGTHS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_LENGTHS = 325;
    static final int INK_SET = 332;
    static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;

    private static final int MOST_SAMPLES = 5;
    /** Rows are decoded whole, sample by sample: a file of a few bytes must not ask for gigabytes. */
    private static final int LONGEST_ROW = 1 << 20;
    /** A tile may stick out of the picture, but not by more than this on both axes. */
    private static final int LARGEST_SMALL_TILE = 1024;

    /**
     * Reads the layout.
     *
     * @throws UnsupportedImageException for kinds that are not read
     * @throws IIOException if the pixels cannot be as the fields say
     */
    static TiffLayout of(TiffTags tags) throws IIOException {
        ImageSize size = new ImageSize(require("width", tags, WIDTH), require("height", tags, HEIGHT));
        if (size.width() > LONGEST_ROW) {
            throw new UnsupportedImageException(
                    "a TIFF with rows of " + size.width() + " pixels; at most " + LONGEST_ROW + " are read");
        }
        TiffCompression compression = TiffCompression.of(tags.number(COMPRESSION, 1));
        TiffColors colors = TiffColors.of(tags);
        int samples = tags.number(SAMPLES_PER_PIXEL, 1);
        if (samples < colors.samples() || samples > MOST_SAMPLES) {
            throw new UnsupportedImageException(
                    "a TIFF with " + samples + " samples a pixel, where " + colors + " needs " + colors.samples());
        }
        int bits = bits(tags, samples);
        boolean isFloat = isFloat(tags, bits);
        colors.requireDepth(bits, isFloat);
        boolean isTiled = tags.has(TILE_WIDTH) || tags.has(TILE_OFFSETS);
        ImageSize chunk = isTiled ? tile(tags, size) : strip(tags, size);
        boolean isPlanar = samples > 1 && tags.number(PLANAR_CONFIGURATION, 1) == 2;
        TiffLayout layout = new TiffLayout(
                size,
                colors,
                samples,
                bits,
                isFloat,
                alpha(tags, colors, samples),
                isPlanar,
                isTiled,
                chunk,
                new TiffChunks(
                        tags.numbers(isTiled ? TILE_OFFSETS : STRIP_OFFSETS),
                        tags.numbers(isTiled ? TILE_LENGTHS : STRIP_LENGTHS)),
                compression,
                predictor(tags, bits, isFloat),
                tags.number(FILL_ORDER, 1) == 2,
                tags.order());
        layout.requireChunks();
        return layout;
    }

    private static int require(String what, TiffTags tags, int tag) throws IIOException {
        int value = tags.number(tag, 0);
        if (value < 1) {
            throw new IIOException("its " + what + " is missing or no positive number");
        }
        return value;
    }

    private static int bits(TiffTags tags, int samples) throws IIOException {
        long[] bits = tags.numbers(BITS_PER_SAMPLE);
        long first = bits.length == 0 ? 1 : bits[0];
        for (int i = 1; i < Math.min(samples, bits.length); i++) {
            if (bits[i] != first) {
                throw new UnsupportedImageException("a TIFF whose samples have different numbers of bits");
            }
        }
        if (first < 1 || first > 64) {
            throw new IIOException("its samples cannot have " + first + " bits");
        }
        return (int) first;
    }

    private static boolean isFloat(TiffTags tags, int bits) throws UnsupportedImageException {
        int format = tags.number(SAMPLE_FORMAT, 1);
        if (format == 3 && bits != 16 && bits != 32 && bits != 64) {
            throw new UnsupportedImageException("a TIFF with floating-point samples of " + bits + " bits");
        }
        if (format == 2 || format > 4) {
            throw new UnsupportedImageException("a TIFF with " + (format == 2 ? "signed" : "complex") + " samples");
        }
        if (format != 3 && bits > 16 && bits != 32) {
            throw new UnsupportedImageException("a TIFF with samples of " + bits + " bits");
        }
        return format == 3;
    }

    private static int predictor(TiffTags tags, int bits, boolean isFloat) throws UnsupportedImageException {
        int predictor = tags.number(PREDICTOR, 1);
        boolean known = predictor == 1
                || (predictor == 2 && (bits == 8 || bits == 16 || bits == 32))
                || (predictor == 3 && isFloat);
        if (!known) {
            throw new UnsupportedImageException(
                    "a TIFF with predictor " + predictor + " for samples of " + bits + " bits");
        }
        return predictor;
    }

    /** An extra sample that says nothing of itself is alpha where it is the only one, as libtiff and others have it. */
    private static Alpha alpha(TiffTags tags, TiffColors colors, int samples) throws UnsupportedImageException {
        int extra = samples - colors.samples();
        if (extra == 0) {
            return Alpha.NONE;
        }
        if (colors.components() == 4) {
            throw new UnsupportedImageException("a CMYK TIFF with alpha or a spot color");
        }
        int kind = tags.number(EXTRA_SAMPLES, 0);
        return kind == 1 ? Alpha.PREMULTIPLIED : kind == 2 || extra == 1 ? Alpha.PLAIN : Alpha.NONE;
    }

    private static ImageSize tile(TiffTags tags, ImageSize size) throws IIOException {
        int width = require("tiles' width", tags, TILE_WIDTH);
        int height = require("tiles' height", tags, TILE_HEIGHT);
        if (width > Math.max(LARGEST_SMALL_TILE, size.width())
                || height > Math.max(LARGEST_SMALL_TILE, size.height())) {
            throw new IIOException("its tiles of " + width + "x" + height + " are larger than the picture");
        }
        return new ImageSize(width, height);
    }

    private static ImageSize strip(TiffTags tags, ImageSize size) {
        int rows = tags.number(ROWS_PER_STRIP, size.height());
        return new ImageSize(size.width(), Math.max(1, Math.min(rows, size.height())));
    }

    private void requireChunks() throws IIOException {
        long needed = (long) across() * down() * (isPlanar ? samples : 1);
        if (chunks.offsetCount() == 0) {
            throw new IIOException("it has no pixels");
        }
        if (chunks.offsetCount() < needed) {
            throw new IIOException("it has " + chunks.offsetCount() + " strips or tiles of " + needed);
        }
        if (chunks.lengthCount() < needed && compression != TiffCompression.NONE) {
            throw new IIOException("the lengths of its strips or tiles are missing");
        }
        if (isPlanar && compression == TiffCompression.JPEG) {
            throw new UnsupportedImageException("a TIFF with a JPEG for each color");
        }
    }

    /** How many tiles are side by side. */
    int across() {
        return Ints.ceilDiv(size.width(), chunkSize.width());
    }

    /** How many tiles or strips are one below the other. */
    int down() {
        return Ints.ceilDiv(size.height(), chunkSize.height());
    }

    /** The samples of a pixel within one strip or tile. */
    int samplesTogether() {
        return isPlanar ? 1 : samples;
    }

    /** The bytes of one row of a strip or tile, where pixels are not in blocks. */
    long rowBytes() {
        return ((long) chunkSize.width() * samplesTogether() * bits + 7) / 8;
    }

    @Override
    public String toString() {
        return size + " " + colors + ", " + samples + " samples of " + bits + " bits, " + compression;
    }
}
