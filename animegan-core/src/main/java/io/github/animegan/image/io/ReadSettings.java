package io.github.animegan.image.io;

import io.github.animegan.image.ImageSize;
import io.github.animegan.image.io.codec.ImagePlugIns;

/**
 * How a {@link PhotoReader} reads.
 *
 * @param pixelLimit the most pixels, width times height, that a file may have
 * @param targetSize the longest side to which pictures will be reduced later; {@link #NO_TARGET} if they will not be
 * @param plugIns the optional readers
 * @param externalConverters whether programs of the system may be run for formats that nothing else reads
 * @param damaged whether pictures are accepted of which a part is missing
 */
record ReadSettings(
        long pixelLimit, int targetSize, ImagePlugIns plugIns, boolean externalConverters, boolean damaged) {
    static final int NO_TARGET = Integer.MAX_VALUE;

    private static final long DEFAULT_PIXEL_LIMIT = 100_000_000;
    /** 16 bits for each of four channels: no honest file has more bytes than that for its pixels, and some metadata. */
    private static final int LARGEST_BYTES_PER_PIXEL = 8;

    private static final long METADATA_ALLOWANCE = 16 << 20;

    /** Up to 100 megapixels, in full size. */
    static ReadSettings of(ImagePlugIns plugIns) {
        return new ReadSettings(DEFAULT_PIXEL_LIMIT, NO_TARGET, plugIns, false, false);
    }

    ReadSettings withPixelLimit(long pixels) {
        return new ReadSettings(pixels, targetSize, plugIns, externalConverters, damaged);
    }

    ReadSettings withTargetSize(int longestSide) {
        return new ReadSettings(pixelLimit, longestSide, plugIns, externalConverters, damaged);
    }

    ReadSettings withExternalConverters(boolean allowed) {
        return new ReadSettings(pixelLimit, targetSize, plugIns, allowed, damaged);
    }

    ReadSettings withDamaged(boolean accepted) {
        return new ReadSettings(pixelLimit, targetSize, plugIns, externalConverters, accepted);
    }

    /** The most bytes that a file may have. */
    int byteLimit() {
        long limit = pixelLimit > Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : pixelLimit * LARGEST_BYTES_PER_PIXEL + METADATA_ALLOWANCE;
        return (int) Math.min(limit, Integer.MAX_VALUE - 64);
    }

    /** The whole factor by which to reduce a picture of this size while it is decoded. */
    int reduction(ImageSize size) {
        return (int) Math.max(1, size.longestSide() / (2L * targetSize));
    }
}
