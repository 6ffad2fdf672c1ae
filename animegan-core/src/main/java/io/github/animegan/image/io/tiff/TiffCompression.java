package io.github.animegan.image.io.tiff;

import io.github.animegan.image.io.codec.UnsupportedImageException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/** The ways in which TIFF files compress their strips and tiles. Only those that are read are constants. */
enum TiffCompression {
    NONE,
    LZW,
    DEFLATE,
    PACK_BITS,
    /** Each strip or tile is a JPEG file of its own. */
    JPEG,
    /** The three ways of telefax machines, which the JDK's reader decodes. */
    FAX;

    /**
     * The compression of a number.
     *
     * @throws UnsupportedImageException naming it, if it is not read
     */
    static TiffCompression of(int number) throws UnsupportedImageException {
        return switch (number) {
            case 1 -> NONE;
            case 2, 3, 4 -> FAX;
            case 5 -> LZW;
            case 7 -> JPEG;
            case 8, 32946 -> DEFLATE;
            case 32773 -> PACK_BITS;
            default -> throw new UnsupportedImageException("a TIFF compressed by " + name(number));
        };
    }

    private static String name(int number) {
        return switch (number) {
            case 6 -> "old-style JPEG";
            case 9, 10, 34661 -> "JBIG";
            case 32809 -> "ThunderScan";
            case 32908, 32909 -> "Pixar's method";
            case 33003, 33004, 33005, 34712 -> "JPEG 2000";
            case 34676, 34677 -> "SGI's LogLuv";
            case 34887 -> "LERC";
            case 34892 -> "lossy JPEG, as raw files of cameras are";
            case 34925 -> "LZMA";
            case 50000 -> "Zstandard";
            case 50001 -> "WebP";
            case 50002, 52546 -> "JPEG XL";
            default -> "method " + number;
        };
    }

    /**
     * The bytes of a strip or tile, decompressed while they are read.
     *
     * @throws UnsupportedImageException for LZW as it was before 1988
     */
    InputStream open(byte[] file, int offset, int length) throws UnsupportedImageException {
        InputStream packed = new ByteArrayInputStream(file, offset, length);
        return switch (this) {
            case NONE -> packed;
            case DEFLATE -> new InflaterInputStream(packed);
            case PACK_BITS -> new PackBitsInputStream(packed);
            case LZW -> {
                if (length > 1 && file[offset] == 0 && (file[offset + 1] & 1) == 1) {
                    throw new UnsupportedImageException("a TIFF compressed by LZW as it was before 1988");
                }
                yield new LzwInputStream(packed);
            }
            case JPEG, FAX -> throw new IllegalStateException(this + " is not decompressed here");
        };
    }
}
