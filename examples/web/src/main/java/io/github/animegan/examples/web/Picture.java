package io.github.animegan.examples.web;

import io.github.animegan.image.ImageSize;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A finished picture. Its bytes are not to be written to.
 *
 * @param photo the size of the photo, upright
 * @param size its own size
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Picture(byte[] bytes, PictureFormat format, ImageSize photo, ImageSize size) {
    private static final int HEADER = 5 * Integer.BYTES;
    private static final int MAGIC = 0x414e5031; // "ANP1"

    /** Whether the photo was larger than the picture may be. */
    boolean isReduced() {
        return size.longestSide() < photo.longestSide();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("width", size.width());
        map.put("height", size.height());
        map.put("photoWidth", photo.width());
        map.put("photoHeight", photo.height());
        map.put("reduced", isReduced());
        map.put("bytes", bytes.length);
        map.put("mediaType", format.mediaType());
        return map;
    }

    /** The picture with its sizes, for a cache. */
    byte[] toEntry() {
        return ByteBuffer.allocate(HEADER + bytes.length)
                .putInt(MAGIC)
                .putInt(photo.width())
                .putInt(photo.height())
                .putInt(size.width())
                .putInt(size.height())
                .put(bytes)
                .array();
    }

    /** What {@link #toEntry} wrote; nothing if that was another program. */
    static Optional<Picture> ofEntry(byte[] entry, PictureFormat format) {
        ByteBuffer in = ByteBuffer.wrap(entry);
        if (entry.length < HEADER || in.getInt() != MAGIC) {
            return Optional.empty();
        }
        ImageSize photo = new ImageSize(in.getInt(), in.getInt());
        ImageSize size = new ImageSize(in.getInt(), in.getInt());
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return Optional.of(new Picture(bytes, format, photo, size));
    }
}
