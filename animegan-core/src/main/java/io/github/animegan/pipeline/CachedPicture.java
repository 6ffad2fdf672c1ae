package io.github.animegan.pipeline;

import io.github.animegan.image.ImageRows;
import io.github.animegan.image.PixelRows;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Pictures as bytes for a cache: width, height, bytes a pixel (3 or 4), then the pixels by rows as R, G, B and perhaps A.
 * Not compressed, for that would take longer than all the rest of a call that finds its result.
 */
final class CachedPicture {
    private static final int HEADER = 3 * Integer.BYTES;

    private CachedPicture() {}

    /** The bytes of a picture; nothing if it is of a kind that would come back as another. */
    static Optional<byte[]> encode(BufferedImage picture) {
        int type = picture.getType();
        if (type != BufferedImage.TYPE_INT_RGB && type != BufferedImage.TYPE_INT_ARGB) {
            return Optional.empty();
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        int channels = type == BufferedImage.TYPE_INT_RGB ? 3 : 4;
        long length = HEADER + (long) width * height * channels;
        if (length > Integer.MAX_VALUE - 64) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer.wrap(bytes).putInt(width).putInt(height).putInt(channels);
        PixelRows rows = ImageRows.of(picture);
        int[] row = new int[width];
        for (int y = 0, at = HEADER; y < height; y++, at += width * channels) {
            rows.read(y, row);
            pack(row, channels, bytes, at);
        }
        return Optional.of(bytes);
    }

    /** A new picture, the caller's own; nothing if the bytes are none. */
    static Optional<BufferedImage> decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int width = header.getInt();
        int height = header.getInt();
        int channels = header.getInt();
        if (width < 1
                || height < 1
                || (channels != 3 && channels != 4)
                || Math.multiplyHigh((long) width * height, channels) != 0
                || (long) width * height * channels != bytes.length - HEADER) {
            return Optional.empty();
        }
        BufferedImage picture = new BufferedImage(
                width, height, channels == 3 ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        int[] row = new int[width];
        for (int y = 0, at = HEADER; y < height; y++, at += width * channels) {
            unpack(bytes, at, channels, row);
            picture.getRaster().setDataElements(0, y, width, 1, row);
        }
        return Optional.of(picture);
    }

    private static void pack(int[] row, int channels, byte[] bytes, int at) {
        for (int x = 0, i = at; x < row.length; x++, i += channels) {
            int pixel = row[x];
            bytes[i] = (byte) (pixel >> 16);
            bytes[i + 1] = (byte) (pixel >> 8);
            bytes[i + 2] = (byte) pixel;
            if (channels == 4) {
                bytes[i + 3] = (byte) (pixel >> 24);
            }
        }
    }

    private static void unpack(byte[] bytes, int at, int channels, int[] row) {
        for (int x = 0, i = at; x < row.length; x++, i += channels) {
            int alpha = channels == 4 ? bytes[i + 3] << 24 : 0;
            row[x] = alpha | (bytes[i] & 0xff) << 16 | (bytes[i + 1] & 0xff) << 8 | (bytes[i + 2] & 0xff);
        }
    }
}
